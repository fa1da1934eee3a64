# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

data "tanium_session" "example" {}

output "data_session" {
  value = data.tanium_session.example.id
}
