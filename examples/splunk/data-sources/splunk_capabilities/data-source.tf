# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

data "splunk_capabilities" "example" {}

output "data_capabilities" {
  value = data.splunk_capabilities.example.id
}
