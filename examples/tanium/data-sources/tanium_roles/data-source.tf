# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

data "tanium_roles" "example" {}

output "data_roles" {
  value = data.tanium_roles.example.roles
}
