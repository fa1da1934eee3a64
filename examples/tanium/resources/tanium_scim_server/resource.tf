# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.

resource "tanium_scim_server" "example" {
  name                 = "entra"
  expire_in_days       = 365
  trusted_ip_addresses = "192.0.2.0/24"
  rotate_before_days   = 14
}
