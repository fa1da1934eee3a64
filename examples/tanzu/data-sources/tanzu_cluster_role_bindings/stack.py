# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""Every cluster role binding of the cluster of the provider block."""

from rolecall.bindings.tanzu import DataClusterRoleBindings, TanzuProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
example = DataClusterRoleBindings(stack, "example")
TerraformOutput(stack, "shown_cluster_role_bindings", value=example.cluster_role_bindings)
app.synth()
