# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
terraform import tanzu_org_member.example abc123
terraform import tanzu_org_member.example name=ada@example.com
