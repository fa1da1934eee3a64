# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

resource "tanium_api_token" "example" {
  name               = "ci"
  expire_in_days     = 30
  rotate_before_days = 7

  lifecycle {
    create_before_destroy = true
  }
}
