# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

resource "tanium_user_group" "example" {
  name    = "Operators"
  members = ["42"]
  roles   = ["Operator"]
}
