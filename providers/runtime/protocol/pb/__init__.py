# GENERATED from providers/runtime/protocol/*.proto by `python -m generators`. DO NOT EDIT.
"""Message classes of the plugin protocol."""
