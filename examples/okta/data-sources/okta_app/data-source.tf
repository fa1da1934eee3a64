# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

data "okta_app" "example" {
  label = "Tessian"
}

output "data_app" {
  value = data.okta_app.example.name
}
