# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

data "tanzu_org_members" "example" {}

output "data_org_members" {
  value = data.tanzu_org_members.example.members
}
