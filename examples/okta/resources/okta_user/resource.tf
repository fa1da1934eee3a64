# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.

resource "okta_user" "example" {
  login      = "ada@example.com"
  email      = "ada@example.com"
  first_name = "Ada"
  last_name  = "Lovelace"
  type_id    = "oty15jzg8cr6xiDlQ0g4"
  status     = "ACTIVE"
}
