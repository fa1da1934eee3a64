# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

data "entra_group" "holder" {
  display_name = "Security analysts"
}

resource "entra_group_member" "example" {
  group_id  = data.entra_group.holder.id
  member_id = "2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c"
}
