# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""One group of members of the organization, found by id or by name. Groups of a directory too."""

from rolecall.bindings.tanzu import DataGroup, TanzuProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
example = DataGroup(
    stack,
    "example",
    name="Payments team",
)
TerraformOutput(stack, "shown_description", value=example.description)
app.synth()
