# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

data "entra_application_template" "example" {
  display_name = "Tanium SSO"
}

output "data_application_template" {
  value = data.entra_application_template.example.publisher
}
