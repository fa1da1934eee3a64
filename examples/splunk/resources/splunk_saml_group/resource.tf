# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

resource "splunk_saml_group" "example" {
  name  = "soc"
  roles = ["user"]
}
