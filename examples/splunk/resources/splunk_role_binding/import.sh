# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
terraform import splunk_role_binding.example jdoe/power
