# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

resource "entra_group" "example" {
  display_name  = "Security analysts"
  description   = "People who look at alerts."
  mail_nickname = "security-analysts"
}
