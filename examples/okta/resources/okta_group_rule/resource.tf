# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

resource "okta_group_rule" "example" {
  name       = "Engineers"
  expression = "user.department==\"Engineering\""
  group_ids  = ["00g1emaKYZTWRYYRRTSK"]
  status     = "ACTIVE"
}
