# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""One owner of a service principal, beside whatever other owners it has."""

from rolecall.bindings.entra import EntraProvider, ServicePrincipalOwner
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
ServicePrincipalOwner(
    stack,
    "example",
    owner_id="2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c",
    service_principal_id="7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a",
)
app.synth()
