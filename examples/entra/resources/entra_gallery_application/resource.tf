# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

resource "entra_gallery_application" "example" {
  display_name = "Tanium SSO"
  template     = "Tanium SSO"
}
