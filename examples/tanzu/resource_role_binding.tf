# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

resource "tanzu_role_binding" "example" {
  role    = "cluster.admin"
  subject = {
    name = "example"
    kind = "example"
  }
  scope   = {
    organization = {
      name = "example"
    }
    cluster_group = {
      name = "example"
    }
    cluster = {
      name = "example"
    }
  }
}
