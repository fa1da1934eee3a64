# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

data "entra_user" "example" {
  user_principal_name = "ada@example.com"
}

output "data_user" {
  value = data.entra_user.example.display_name
}
