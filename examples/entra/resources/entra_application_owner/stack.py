# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""One owner of a application, beside whatever other owners it has."""

from rolecall.bindings.entra import ApplicationOwner, EntraProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
ApplicationOwner(
    stack,
    "example",
    owner_id="2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c",
    application_id="6e2f4a8c-1b3d-4f5e-8a7c-9d0b2e4f6a8c",
)
app.synth()
