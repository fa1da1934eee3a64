# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

action "entra_restart_provisioning" "example" {
  config {
    service_principal_id = "7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a"
    job_id               = "scim.0123456789abcdef0123456789abcdef.4b9f6f3a-0d5e-4f0c-9d3b-2b8f4f0b6c1d"
    reset_scope          = "Watermark,Escrows"
  }
}
