# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""A group of the directory."""

from rolecall.bindings.entra import DataGroup, EntraProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
example = DataGroup(
    stack,
    "example",
    display_name="Security analysts",
)
TerraformOutput(stack, "shown_description", value=example.description)
app.synth()
