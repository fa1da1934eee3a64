# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
terraform import tanium_user.example 42
terraform import tanium_user.example name=jdoe
