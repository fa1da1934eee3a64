# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

resource "scim_group" "example" {
  display_name = "Analysts"
}
