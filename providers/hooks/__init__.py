"""Hooks: code for what no trait can say, one package per vendor.

There are three, all of Entra's: its synchronization schema and the test of a connection serve no other vendor.
"""
