# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

terraform {
  required_providers {
    okta = {
      source  = "rolecall/okta"
      version = "~> 0.1.0"
    }
  }
}

# Every argument can come from the environment, secrets should: OKTA_<ARGUMENT>.
provider "okta" {
  org_url = "https://example.okta.com"
}
