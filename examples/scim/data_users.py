# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""Every user."""

from stacks.bindings.scim import DataUsers, ScimProvider
from stacks.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
example = DataUsers(stack, "example")
TerraformOutput(stack, "shown_users", value=example.users)
app.synth()
