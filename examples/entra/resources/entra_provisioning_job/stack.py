# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""The job that provisions users and groups from the directory to an application, about every 40 minutes."""

from rolecall.bindings.entra import EntraProvider, ProvisioningJob
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
ProvisioningJob(
    stack,
    "example",
    template_id="scim",
    service_principal_id="7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a",
    enabled=True,
)
app.synth()
