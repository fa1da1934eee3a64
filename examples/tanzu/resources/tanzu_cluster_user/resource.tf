# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

resource "tanzu_cluster_user" "example" {
  name = "ada@example.com"
}
