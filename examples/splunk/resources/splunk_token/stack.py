# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""An authentication token. Its value is shown once, when it is created, and kept in the state."""

from rolecall.bindings.splunk import SplunkProvider, Token
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
Token(
    stack,
    "example",
    user="jdoe",
    name="ci",
    expires_on="+30d",
    rotate_before_days=7,
)
app.synth()
