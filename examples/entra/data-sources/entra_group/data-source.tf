# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

data "entra_group" "example" {
  display_name = "Security analysts"
}

output "data_group" {
  value = data.entra_group.example.description
}
