# GENERATED from rolecall/runtime/protocol/*.proto by `python -m generators`. DO NOT EDIT.
"""Message classes of the plugin protocol."""
