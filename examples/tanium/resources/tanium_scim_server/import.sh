# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
terraform import tanium_scim_server.example 42
terraform import tanium_scim_server.example name=entra
