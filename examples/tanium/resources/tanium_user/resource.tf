# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

resource "tanium_user" "example" {
  name         = "jdoe"
  display_name = "Jane Doe"
  email        = "jdoe@example.com"
  roles        = ["Analyst"]
}
