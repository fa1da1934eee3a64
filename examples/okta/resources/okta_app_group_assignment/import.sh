# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
terraform import okta_app_group_assignment.example 0oa1gjh63g214q0Hq0g4/00g1emaKYZTWRYYRRTSK
terraform import okta_app_group_assignment.example name=00g1emaKYZTWRYYRRTSK
