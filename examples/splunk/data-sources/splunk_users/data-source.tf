# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

data "splunk_users" "example" {}

output "data_users" {
  value = data.splunk_users.example.users
}
