# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

variable "provisioning_credentials_secret_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "entra_provisioning_credentials" "example" {
  service_principal_id          = "7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a"
  tenant_url                    = "https://example.cloud.tanium.com/scim/v2"
  secret_token_wo               = var.provisioning_credentials_secret_token
  secret_token_wo_version       = 1
  notification_email            = "access@example.com"
  accidental_deletion_threshold = 50
}
