# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""Every user that is not deleted."""

from rolecall.bindings.tanium import DataUsers, TaniumProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
example = DataUsers(stack, "example")
TerraformOutput(stack, "shown_users", value=example.users)
app.synth()
