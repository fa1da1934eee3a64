# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""What a user has in one cluster, so that it ends when they leave the organization."""

from rolecall.bindings.tanzu import ClusterUser, TanzuProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
ClusterUser(
    stack,
    "example",
    name="ada@example.com",
)
app.synth()
