# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

terraform {
  required_providers {
    tanium = {
      source  = "rolecall/tanium"
      version = "~> 0.1.0"
    }
  }
}

# Every argument can come from the environment, secrets should: TANIUM_<ARGUMENT>.
provider "tanium" {
  url = "https://tanium.example.com"
}
