# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
terraform import splunk_saml_group.example soc
terraform import splunk_saml_group.example name=soc
