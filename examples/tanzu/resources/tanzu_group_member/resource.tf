# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

resource "tanzu_group_member" "example" {
  email    = "ada@example.com"
  group_id = "5f0c3a52-8f3f-4a57-9f3b-0b7a4f9f1f0e"
}
