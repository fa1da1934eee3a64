# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

data "scim_service_provider_config" "example" {}

output "data_service_provider_config" {
  value = data.scim_service_provider_config.example.id
}
