# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

data "entra_provisioning_status" "example" {
  service_principal_id = "example"
  job_id               = "example"
}

output "data_provisioning_status" {
  value = data.entra_provisioning_status.example.id
}
