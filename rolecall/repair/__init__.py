"""Repair: the files that a person would write to put drift right. It reads and writes files, and applies nothing."""
