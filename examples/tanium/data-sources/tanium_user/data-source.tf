# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

data "tanium_user" "example" {
  name = "jdoe"
}

output "data_user" {
  value = data.tanium_user.example.display_name
}
