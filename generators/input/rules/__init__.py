"""The grammar of a definition's parts: attributes, collections, resource types, data sources, ephemerals, functions.

Each class is a mapping of `provider.yaml`, its fields the keys. Operations are named by their `operationId`.
"""
