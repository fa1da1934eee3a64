# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
terraform import entra_service_principal_owner.example 7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a/2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c
terraform import entra_service_principal_owner.example name=2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c
