# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
terraform import okta_user.example abc123
terraform import okta_user.example name=ada@example.com
