# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

resource "splunk_saml_user" "example" {
  name  = "jdoe@example.com"
  roles = ["power"]
}
