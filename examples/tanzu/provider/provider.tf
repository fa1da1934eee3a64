# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

terraform {
  required_providers {
    tanzu = {
      source  = "rolecall/tanzu"
      version = "~> 0.1.0"
    }
  }
}

# Every argument can come from the environment, secrets should: TANZU_<ARGUMENT>.
provider "tanzu" {
  csp_url = "https://console.tanzu.broadcom.com"
  tmc_url = "https://example.tmc.cloud.vmware.com"
}
