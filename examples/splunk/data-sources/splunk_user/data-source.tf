# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

data "splunk_user" "example" {
  name = "jdoe"
}

output "data_user" {
  value = data.splunk_user.example.id
}
