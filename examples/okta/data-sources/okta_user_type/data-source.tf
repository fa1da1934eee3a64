# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

data "okta_user_type" "example" {
  name = "contractor"
}

output "data_user_type" {
  value = data.okta_user_type.example.display_name
}
