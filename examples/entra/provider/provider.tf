# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

terraform {
  required_providers {
    entra = {
      source  = "rolecall/entra"
      version = "~> 0.1.0"
    }
  }
}

# Every argument can come from the environment, secrets should: ENTRA_<ARGUMENT>.
provider "entra" {
}
