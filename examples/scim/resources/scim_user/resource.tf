# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

variable "user_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "scim_user" "example" {
  user_name    = "jdoe@example.com"
  display_name = "Jane Doe"
  name = {
    given_name  = "Jane"
    family_name = "Doe"
  }
  emails = [{
    value   = "jdoe@example.com"
    type    = "work"
    primary = true
  }]
  password_wo         = var.user_password
  password_wo_version = 1
}
