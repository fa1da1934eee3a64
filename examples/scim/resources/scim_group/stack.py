# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""A group and, where `members` is given, everybody who is in it."""

from rolecall.bindings.scim import Group, ScimProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
Group(
    stack,
    "example",
    display_name="Analysts",
)
app.synth()
