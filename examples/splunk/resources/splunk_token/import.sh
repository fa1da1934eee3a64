# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
terraform import splunk_token.example abc123
terraform import splunk_token.example name=ci
