# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The roles that members of a group of the identity provider get. Use it for SAML users."""

from rolecall.bindings.splunk import SamlGroup, SplunkProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
SamlGroup(
    stack,
    "example",
    name="soc",
    roles=["user"],
)
app.synth()
