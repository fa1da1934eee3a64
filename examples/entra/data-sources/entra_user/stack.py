# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""A user of the directory."""

from rolecall.bindings.entra import DataUser, EntraProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
example = DataUser(
    stack,
    "example",
    user_principal_name="ada@example.com",
)
TerraformOutput(stack, "shown_display_name", value=example.display_name)
app.synth()
