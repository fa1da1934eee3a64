# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

terraform {
  required_providers {
    splunk = {
      source  = "rolecall/splunk"
      version = "~> 0.1.0"
    }
  }
}

# Every argument can come from the environment, secrets should: SPLUNK_<ARGUMENT>.
provider "splunk" {
  url = "https://splunk.example.com:8089"
}
