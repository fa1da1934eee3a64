# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
terraform import tanzu_namespace_role_binding.example team-a/app-editor-ada
terraform import tanzu_namespace_role_binding.example name=app-editor-ada
