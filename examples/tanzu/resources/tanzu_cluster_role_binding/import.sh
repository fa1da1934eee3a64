# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
terraform import tanzu_cluster_role_binding.example app-editor-ada
terraform import tanzu_cluster_role_binding.example name=app-editor-ada
