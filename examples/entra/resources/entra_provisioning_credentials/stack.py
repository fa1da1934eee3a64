# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""Where an application provisions users and groups to, with which secret, and whom it tells of failures."""

from rolecall.bindings.entra import EntraProvider, ProvisioningCredentials
from rolecall.cdk import App, TerraformStack, secret_variable

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
provisioning_credentials_secret_token = secret_variable(
    stack, "provisioning_credentials_secret_token", "From TF_VAR_provisioning_credentials_secret_token"
)
ProvisioningCredentials(
    stack,
    "example",
    service_principal_id="7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a",
    tenant_url="https://example.cloud.tanium.com/scim/v2",
    secret_token_wo=provisioning_credentials_secret_token,
    secret_token_wo_version=1,
    notification_email="access@example.com",
    accidental_deletion_threshold=50,
)
app.synth()
