# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""Other dialects of VMware Tanzu."""
