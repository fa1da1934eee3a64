# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""An application in the gallery."""

from rolecall.bindings.entra import DataApplicationTemplate, EntraProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
example = DataApplicationTemplate(
    stack,
    "example",
    display_name="Tanium SSO",
)
TerraformOutput(stack, "shown_publisher", value=example.publisher)
app.synth()
