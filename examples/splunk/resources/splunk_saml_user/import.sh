# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
terraform import splunk_saml_user.example jdoe@example.com
terraform import splunk_saml_user.example name=jdoe@example.com
