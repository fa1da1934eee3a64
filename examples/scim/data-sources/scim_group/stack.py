# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""One group with its members, found by id, by name or by the id in the system that provisions it."""

from rolecall.bindings.scim import DataGroup, ScimProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
example = DataGroup(
    stack,
    "example",
    external_id="example",
)
TerraformOutput(stack, "shown_members", value=example.members)
app.synth()
