# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

variable "user_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "entra_user" "example" {
  user_principal_name = "ada@example.com"
  display_name        = "Ada Lovelace"
  account_enabled     = true
  mail_nickname       = "ada"
  usage_location      = "DE"
  password_wo         = var.user_password
  password_wo_version = 1
  manager_id          = "2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c"
}
