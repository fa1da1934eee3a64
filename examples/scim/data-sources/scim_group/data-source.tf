# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

data "scim_group" "example" {
  external_id = "example"
}

output "data_group" {
  value = data.scim_group.example.members
}
