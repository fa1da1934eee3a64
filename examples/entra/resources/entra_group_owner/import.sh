# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
terraform import entra_group_owner.example 5f0c3a52-8f3f-4a57-9f3b-0b7a4f9f1f0e/2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c
terraform import entra_group_owner.example name=2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c
