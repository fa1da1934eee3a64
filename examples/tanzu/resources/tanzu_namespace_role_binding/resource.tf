# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

resource "tanzu_namespace_role_binding" "example" {
  name = "app-editor-ada"
  role_ref = {
    kind = "ClusterRole"
    name = "app-editor"
  }
  namespace = "team-a"
  subjects = [{
    kind = "User"
    name = "ada@example.com"
  }]
}
