# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

resource "okta_group_member" "example" {
  user_id  = "00ub0oNGTSWTBKOLGLNR"
  group_id = "00g1emaKYZTWRYYRRTSK"
}
