# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""Where an application provisions users and groups to, with which secret, and whom it tells of failures."""

from rolecall.bindings.entra import EntraProvider, ProvisioningCredentials
from rolecall.cdk import App, TerraformStack, secret_variable

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
provisioning_credentials_app_key = secret_variable(
    stack, "provisioning_credentials_app_key", "From TF_VAR_provisioning_credentials_app_key"
)
provisioning_credentials_client_secret = secret_variable(
    stack, "provisioning_credentials_client_secret", "From TF_VAR_provisioning_credentials_client_secret"
)
provisioning_credentials_connection_string = secret_variable(
    stack, "provisioning_credentials_connection_string", "From TF_VAR_provisioning_credentials_connection_string"
)
provisioning_credentials_consumer_secret = secret_variable(
    stack, "provisioning_credentials_consumer_secret", "From TF_VAR_provisioning_credentials_consumer_secret"
)
provisioning_credentials_oauth2_access_token = secret_variable(
    stack, "provisioning_credentials_oauth2_access_token", "From TF_VAR_provisioning_credentials_oauth2_access_token"
)
provisioning_credentials_oauth2_client_secret = secret_variable(
    stack, "provisioning_credentials_oauth2_client_secret", "From TF_VAR_provisioning_credentials_oauth2_client_secret"
)
provisioning_credentials_oauth2_refresh_token = secret_variable(
    stack, "provisioning_credentials_oauth2_refresh_token", "From TF_VAR_provisioning_credentials_oauth2_refresh_token"
)
provisioning_credentials_password = secret_variable(
    stack, "provisioning_credentials_password", "From TF_VAR_provisioning_credentials_password"
)
provisioning_credentials_secret_token = secret_variable(
    stack, "provisioning_credentials_secret_token", "From TF_VAR_provisioning_credentials_secret_token"
)
provisioning_credentials_token_key = secret_variable(
    stack, "provisioning_credentials_token_key", "From TF_VAR_provisioning_credentials_token_key"
)
ProvisioningCredentials(
    stack,
    "example",
    service_principal_id="7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a",
    tenant_url="https://example.cloud.tanium.com/scim/v2",
    secret_token_wo=provisioning_credentials_secret_token,
    secret_token_wo_version=1,
    password_wo=provisioning_credentials_password,
    password_wo_version=1,
    app_key_wo=provisioning_credentials_app_key,
    app_key_wo_version=1,
    client_secret_wo=provisioning_credentials_client_secret,
    client_secret_wo_version=1,
    consumer_secret_wo=provisioning_credentials_consumer_secret,
    consumer_secret_wo_version=1,
    token_key_wo=provisioning_credentials_token_key,
    token_key_wo_version=1,
    oauth2_client_secret_wo=provisioning_credentials_oauth2_client_secret,
    oauth2_client_secret_wo_version=1,
    oauth2_access_token_wo=provisioning_credentials_oauth2_access_token,
    oauth2_access_token_wo_version=1,
    oauth2_refresh_token_wo=provisioning_credentials_oauth2_refresh_token,
    oauth2_refresh_token_wo_version=1,
    connection_string_wo=provisioning_credentials_connection_string,
    connection_string_wo_version=1,
    notification_email="access@example.com",
    accidental_deletion_threshold=50,
)
app.synth()
