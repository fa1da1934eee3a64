# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
terraform import scim_group_member.example 5f0c3a52-8f3f-4a57-9f3b-0b7a4f9f1f0e/2819c223-7f76-453a-919d-413861904646
