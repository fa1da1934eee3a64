# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""Other dialects of Tanium."""
