# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""A security group and, where `members` is given, everybody who is in it."""

from rolecall.bindings.entra import EntraProvider, Group
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
Group(
    stack,
    "example",
    display_name="Security analysts",
    description="People who look at alerts.",
    mail_nickname="security-analysts",
)
app.synth()
