# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""Every capability of the instance."""

from rolecall.bindings.splunk import DataCapabilities, SplunkProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
example = DataCapabilities(stack, "example")
TerraformOutput(stack, "shown_id", value=example.id)
app.synth()
