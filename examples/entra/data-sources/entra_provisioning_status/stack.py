# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""What a provisioning job is doing."""

from rolecall.bindings.entra import DataProvisioningStatus, EntraProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
example = DataProvisioningStatus(
    stack,
    "example",
    service_principal_id="example",
    job_id="example",
)
TerraformOutput(stack, "shown_id", value=example.id)
app.synth()
