# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""One user, found by id, by user name or by the id in the system that provisions it."""

from rolecall.bindings.scim import DataUser, ScimProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
example = DataUser(
    stack,
    "example",
    external_id="example",
)
TerraformOutput(stack, "shown_display_name", value=example.display_name)
app.synth()
