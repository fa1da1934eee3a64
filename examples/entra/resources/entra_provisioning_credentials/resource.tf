# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

variable "provisioning_credentials_app_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_connection_string" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_consumer_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_oauth2_access_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_oauth2_client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_oauth2_refresh_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_secret_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "provisioning_credentials_token_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "entra_provisioning_credentials" "example" {
  service_principal_id            = "7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a"
  tenant_url                      = "https://example.cloud.tanium.com/scim/v2"
  secret_token_wo                 = var.provisioning_credentials_secret_token
  secret_token_wo_version         = 1
  password_wo                     = var.provisioning_credentials_password
  password_wo_version             = 1
  app_key_wo                      = var.provisioning_credentials_app_key
  app_key_wo_version              = 1
  client_secret_wo                = var.provisioning_credentials_client_secret
  client_secret_wo_version        = 1
  consumer_secret_wo              = var.provisioning_credentials_consumer_secret
  consumer_secret_wo_version      = 1
  token_key_wo                    = var.provisioning_credentials_token_key
  token_key_wo_version            = 1
  oauth2_client_secret_wo         = var.provisioning_credentials_oauth2_client_secret
  oauth2_client_secret_wo_version = 1
  oauth2_access_token_wo          = var.provisioning_credentials_oauth2_access_token
  oauth2_access_token_wo_version  = 1
  oauth2_refresh_token_wo         = var.provisioning_credentials_oauth2_refresh_token
  oauth2_refresh_token_wo_version = 1
  connection_string_wo            = var.provisioning_credentials_connection_string
  connection_string_wo_version    = 1
  notification_email              = "access@example.com"
  accidental_deletion_threshold   = 50
}
