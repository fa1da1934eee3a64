# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
terraform import tanzu_group.example abc123
terraform import tanzu_group.example 'name=Payments team'
