# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

data "tanium_users" "example" {}

output "data_users" {
  value = data.tanium_users.example.users
}
