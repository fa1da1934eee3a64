# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
terraform import tanzu_cluster_user.example ada@example.com
