# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""Every user, those from SAML and LDAP included once they have logged in."""

from rolecall.bindings.splunk import DataUsers, SplunkProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
example = DataUsers(stack, "example")
TerraformOutput(stack, "shown_users", value=example.users)
app.synth()
