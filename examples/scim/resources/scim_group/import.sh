# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
terraform import scim_group.example abc123
terraform import scim_group.example name=Analysts
