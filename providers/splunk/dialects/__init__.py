# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""Other dialects of Splunk."""
