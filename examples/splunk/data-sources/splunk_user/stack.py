# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""One user, found by name."""

from rolecall.bindings.splunk import DataUser, SplunkProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
example = DataUser(
    stack,
    "example",
    name="jdoe",
)
TerraformOutput(stack, "shown_id", value=example.id)
app.synth()
