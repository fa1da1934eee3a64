# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

resource "splunk_token" "example" {
  user               = "jdoe"
  name               = "ci"
  expires_on         = "+30d"
  rotate_before_days = 7

  lifecycle {
    create_before_destroy = true
  }
}
