# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

ephemeral "tanium_api_token" "example" {
  name = "ci"
}
