# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""The user behind the provider's credentials."""

from rolecall.bindings.splunk import DataCurrentContext, SplunkProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
example = DataCurrentContext(stack, "example")
TerraformOutput(stack, "shown_id", value=example.id)
app.synth()
