# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""A session that lives for one Terraform run and enters neither plan nor state."""

from rolecall.bindings.splunk import EphemeralSession, SplunkProvider
from rolecall.cdk import App, TerraformStack, secret_variable

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
session_password = secret_variable(stack, "session_password", "From TF_VAR_session_password")
EphemeralSession(
    stack,
    "example",
    username="jdoe",
    password=session_password,
)
app.synth()
