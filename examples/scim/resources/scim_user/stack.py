# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""A user."""

from rolecall.bindings.scim import ScimProvider, User
from rolecall.cdk import App, TerraformStack, secret_variable

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
user_password = secret_variable(stack, "user_password", "From TF_VAR_user_password")
User(
    stack,
    "example",
    user_name="jdoe@example.com",
    display_name="Jane Doe",
    name={"given_name": "Jane", "family_name": "Doe"},
    emails=[{"value": "jdoe@example.com", "type": "work", "primary": True}],
    password_wo=user_password,
    password_wo_version=1,
)
app.synth()
