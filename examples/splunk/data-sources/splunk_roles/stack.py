# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""Every role."""

from rolecall.bindings.splunk import DataRoles, SplunkProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
example = DataRoles(stack, "example")
TerraformOutput(stack, "shown_roles", value=example.roles)
app.synth()
