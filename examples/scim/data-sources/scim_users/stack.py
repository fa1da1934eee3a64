# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""Every user."""

from rolecall.bindings.scim import DataUsers, ScimProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
example = DataUsers(stack, "example")
TerraformOutput(stack, "shown_users", value=example.users)
app.synth()
