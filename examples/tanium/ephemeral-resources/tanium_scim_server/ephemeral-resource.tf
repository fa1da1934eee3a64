# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

ephemeral "tanium_scim_server" "example" {
  name = "entra"
}
