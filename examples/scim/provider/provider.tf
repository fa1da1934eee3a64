# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.

terraform {
  required_providers {
    scim = {
      source  = "rolecall/scim"
      version = "~> 0.1.0"
    }
  }
}

# Every argument can come from the environment, secrets should: SCIM_<ARGUMENT>.
provider "scim" {
  url = "https://scim.example.com/scim/v2"
}
