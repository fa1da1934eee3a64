# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

data "scim_groups" "example" {}

output "data_groups" {
  value = data.scim_groups.example.groups
}
