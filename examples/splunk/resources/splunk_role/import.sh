# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
terraform import splunk_role.example soc_analyst
terraform import splunk_role.example name=soc_analyst
