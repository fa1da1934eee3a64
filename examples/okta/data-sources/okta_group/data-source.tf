# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

data "okta_group" "example" {
  name = "Tessian users"
}

output "data_group" {
  value = data.okta_group.example.type
}
