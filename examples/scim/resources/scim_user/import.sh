# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
terraform import scim_user.example abc123
terraform import scim_user.example name=jdoe@example.com
