# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""What the SCIM server says it can do."""

from rolecall.bindings.scim import DataServiceProviderConfig, ScimProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
example = DataServiceProviderConfig(stack, "example")
TerraformOutput(stack, "shown_id", value=example.id)
app.synth()
