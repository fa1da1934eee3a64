# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

resource "okta_group" "example" {
  name        = "Tessian users"
  description = "People whose mail Tessian looks after."
}
