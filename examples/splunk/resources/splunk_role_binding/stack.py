# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""One role of one user, beside whatever other roles the user has."""

from rolecall.bindings.splunk import DataUser, RoleBinding, SplunkProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
holder = DataUser(
    stack,
    "holder",
    name="jdoe",
)
RoleBinding(
    stack,
    "example",
    user=holder.id,
    role="power",
)
app.synth()
