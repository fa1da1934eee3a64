# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

resource "okta_app_group_assignment" "example" {
  group_id = "00g1emaKYZTWRYYRRTSK"
  app_id   = "0oa1gjh63g214q0Hq0g4"
}
