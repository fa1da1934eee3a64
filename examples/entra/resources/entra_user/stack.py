# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""A user of the directory."""

from rolecall.bindings.entra import EntraProvider, User
from rolecall.cdk import App, TerraformStack, secret_variable

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
user_password = secret_variable(stack, "user_password", "From TF_VAR_user_password")
User(
    stack,
    "example",
    user_principal_name="ada@example.com",
    display_name="Ada Lovelace",
    account_enabled=True,
    mail_nickname="ada",
    usage_location="DE",
    password_wo=user_password,
    password_wo_version=1,
    manager_id="2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c",
)
app.synth()
