# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

resource "tanzu_role_binding" "example" {
  role = "cluster.admin"
  subject = {
    name = "ada@example.com"
    kind = "USER"
  }
  scope = {
    cluster = {
      name = "payments"
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}
