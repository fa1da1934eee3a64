# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
terraform import okta_group_member.example 00g1emaKYZTWRYYRRTSK/00ub0oNGTSWTBKOLGLNR
terraform import okta_group_member.example name=00ub0oNGTSWTBKOLGLNR
