# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""A token that lives for one Terraform run, is deleted after it, and enters neither plan nor state."""

from rolecall.bindings.splunk import EphemeralToken, SplunkProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
EphemeralToken(
    stack,
    "example",
    user="jdoe",
    name="ci",
)
app.synth()
