# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

data "splunk_current_context" "example" {}

output "data_current_context" {
  value = data.splunk_current_context.example.id
}
