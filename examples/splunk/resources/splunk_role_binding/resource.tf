# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

data "splunk_user" "holder" {
  name = "jdoe"
}

resource "splunk_role_binding" "example" {
  user = data.splunk_user.holder.id
  role = "power"
}
