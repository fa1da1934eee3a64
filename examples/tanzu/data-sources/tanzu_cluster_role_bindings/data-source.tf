# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

data "tanzu_cluster_role_bindings" "example" {}

output "data_cluster_role_bindings" {
  value = data.tanzu_cluster_role_bindings.example.cluster_role_bindings
}
