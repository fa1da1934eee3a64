# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
terraform import tanium_role_binding.example 42/Analyst
