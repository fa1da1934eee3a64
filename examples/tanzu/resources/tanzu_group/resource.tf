# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.

resource "tanzu_group" "example" {
  name        = "Payments team"
  description = "Who runs the payment clusters."
}
