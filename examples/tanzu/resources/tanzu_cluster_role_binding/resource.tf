# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

resource "tanzu_cluster_role_binding" "example" {
  name = "app-editor-ada"
  role_ref = {
    kind = "ClusterRole"
    name = "app-editor"
  }
  subjects = [{
    kind = "User"
    name = "ada@example.com"
  }]
}
