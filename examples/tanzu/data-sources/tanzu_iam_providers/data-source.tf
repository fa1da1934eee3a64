# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

data "tanzu_iam_providers" "example" {}

output "data_iam_providers" {
  value = data.tanzu_iam_providers.example.iam_providers
}
