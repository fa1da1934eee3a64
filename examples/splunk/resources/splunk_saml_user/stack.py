# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""Roles of one SAML user, beside those that the user's groups give."""

from rolecall.bindings.splunk import SamlUser, SplunkProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
SamlUser(
    stack,
    "example",
    name="jdoe@example.com",
    roles=["power"],
)
app.synth()
