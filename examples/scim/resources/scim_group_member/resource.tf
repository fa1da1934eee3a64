# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

data "scim_group" "holder" {
  external_id = "example"
}

resource "scim_group_member" "example" {
  group_id = data.scim_group.holder.id
  user_id  = "2819c223-7f76-453a-919d-413861904646"
}
