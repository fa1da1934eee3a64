# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
terraform import entra_provisioning_mapping.example 7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a/scim.0123456789abcdef0123456789abcdef.4b9f6f3a-0d5e-4f0c-9d3b-2b8f4f0b6c1d/user
