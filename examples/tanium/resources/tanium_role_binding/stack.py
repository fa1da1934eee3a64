# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""One role of one user, beside whatever other roles the user has."""

from rolecall.bindings.tanium import DataUser, RoleBinding, TaniumProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
holder = DataUser(
    stack,
    "holder",
    name="jdoe",
)
RoleBinding(
    stack,
    "example",
    user_id=holder.id,
    role="Analyst",
)
app.synth()
