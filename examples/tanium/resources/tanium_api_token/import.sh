# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
terraform import tanium_api_token.example 42
terraform import tanium_api_token.example name=ci
