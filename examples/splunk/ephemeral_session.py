# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""A session that lives for one Terraform run and enters neither plan nor state."""

from rolecall.bindings.splunk import EphemeralSession, SplunkProvider
from rolecall.cdk import App, TerraformStack, TerraformVariable

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
session_password = TerraformVariable(stack, "session_password", type="string", sensitive=True)
EphemeralSession(
    stack,
    "example",
    username="jdoe",
    password=session_password.string_value,
)
app.synth()
