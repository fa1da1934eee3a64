# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

data "tanium_user" "holder" {
  name = "jdoe"
}

resource "tanium_role_binding" "example" {
  user_id = data.tanium_user.holder.id
  role    = "Analyst"
}
