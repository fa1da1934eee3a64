# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""Every group with its members."""

from rolecall.bindings.scim import DataGroups, ScimProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
example = DataGroups(stack, "example")
TerraformOutput(stack, "shown_groups", value=example.groups)
app.synth()
