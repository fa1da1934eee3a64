# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

data "scim_user" "example" {
  external_id = "example"
}

output "data_user" {
  value = data.scim_user.example.display_name
}
