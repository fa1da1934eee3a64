# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
terraform import tanzu_role_binding.example abc123
terraform import tanzu_role_binding.example name=cluster.admin
