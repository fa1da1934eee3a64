# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""What provisioning did for whom in the last 30 days, and why it failed where it did."""

from rolecall.bindings.entra import DataProvisioningLogs, EntraProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
example = DataProvisioningLogs(stack, "example")
TerraformOutput(stack, "shown_logs", value=example.logs)
app.synth()
