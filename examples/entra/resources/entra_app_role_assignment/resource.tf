# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.

resource "entra_app_role_assignment" "example" {
  principal_id = "2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c"
  resource_id  = "7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a"
  app_role_id  = "1e5f9a3c-7b2d-4c6e-8a0f-3d5b7c9e1f20"

  lifecycle {
    create_before_destroy = true
  }
}
