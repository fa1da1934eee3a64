# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

data "tanzu_group" "example" {
  name = "Payments team"
}

output "data_group" {
  value = data.tanzu_group.example.description
}
