# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

data "tanium_api_tokens" "example" {}

output "data_api_tokens" {
  value = data.tanium_api_tokens.example.api_tokens
}
