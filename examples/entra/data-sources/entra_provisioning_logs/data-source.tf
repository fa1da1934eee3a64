# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

data "entra_provisioning_logs" "example" {}

output "data_provisioning_logs" {
  value = data.entra_provisioning_logs.example.logs
}
