# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

data "tanium_user_group" "example" {
  name = "Operators"
}

output "data_user_group" {
  value = data.tanium_user_group.example.members
}
