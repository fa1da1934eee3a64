# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

data "okta_user" "example" {
  login = "ada@example.com"
}

output "data_user" {
  value = data.okta_user.example.status
}
