# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

data "tanzu_role_bindings" "example" {}

output "data_role_bindings" {
  value = data.tanzu_role_bindings.example.role_bindings
}
