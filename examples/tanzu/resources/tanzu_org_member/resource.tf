# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

resource "tanzu_org_member" "example" {
  email    = "ada@example.com"
  role     = "org_member"
  wait_for = "active"
}
