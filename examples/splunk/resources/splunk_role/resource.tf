# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.

resource "splunk_role" "example" {
  name                 = "soc_analyst"
  imported_roles       = ["user"]
  capabilities         = ["schedule_search"]
  srch_indexes_allowed = ["main"]
}
