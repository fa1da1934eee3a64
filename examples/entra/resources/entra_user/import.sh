# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
terraform import entra_user.example abc123
terraform import entra_user.example name=ada@example.com
