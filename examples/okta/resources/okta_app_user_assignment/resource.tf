# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

resource "okta_app_user_assignment" "example" {
  user_id = "00ub0oNGTSWTBKOLGLNR"
  app_id  = "0oa1gjh63g214q0Hq0g4"
}
