# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

variable "user_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "splunk_user" "example" {
  name                = "jdoe"
  password_wo         = var.user_password
  password_wo_version = 1
  realname            = "Jane Doe"
  email               = "jdoe@example.com"
  roles               = ["power"]
}
