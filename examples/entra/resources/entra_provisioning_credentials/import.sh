# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
terraform import entra_provisioning_credentials.example 7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a
