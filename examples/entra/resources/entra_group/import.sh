# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
terraform import entra_group.example abc123
terraform import entra_group.example 'name=Security analysts'
