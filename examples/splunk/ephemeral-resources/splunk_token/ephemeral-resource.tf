# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

ephemeral "splunk_token" "example" {
  user = "jdoe"
  name = "ci"
}
