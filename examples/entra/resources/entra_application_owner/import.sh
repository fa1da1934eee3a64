# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
terraform import entra_application_owner.example 6e2f4a8c-1b3d-4f5e-8a7c-9d0b2e4f6a8c/2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c
terraform import entra_application_owner.example name=2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c
