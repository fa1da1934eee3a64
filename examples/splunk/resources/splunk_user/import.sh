# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
terraform import splunk_user.example jdoe
terraform import splunk_user.example name=jdoe
