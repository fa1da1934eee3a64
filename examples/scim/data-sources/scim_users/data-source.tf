# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

data "scim_users" "example" {}

output "data_users" {
  value = data.scim_users.example.users
}
