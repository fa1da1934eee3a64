# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
terraform import tanzu_group_member.example 5f0c3a52-8f3f-4a57-9f3b-0b7a4f9f1f0e/ada@example.com
terraform import tanzu_group_member.example name=ada@example.com
