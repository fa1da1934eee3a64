# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

variable "session_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

ephemeral "splunk_session" "example" {
  username = "jdoe"
  password = var.session_password
}
