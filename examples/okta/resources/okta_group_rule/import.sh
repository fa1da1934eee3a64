# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
terraform import okta_group_rule.example abc123
terraform import okta_group_rule.example name=Engineers
