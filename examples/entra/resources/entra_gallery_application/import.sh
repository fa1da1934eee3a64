# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
terraform import entra_gallery_application.example abc123
terraform import entra_gallery_application.example 'name=Tanium SSO'
