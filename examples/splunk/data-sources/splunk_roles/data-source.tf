# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

data "splunk_roles" "example" {}

output "data_roles" {
  value = data.splunk_roles.example.roles
}
