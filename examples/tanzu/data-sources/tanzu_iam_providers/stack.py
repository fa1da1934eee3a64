# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""The identity providers that push users and groups to Tanzu Mission Control."""

from rolecall.bindings.tanzu import DataIamProviders, TanzuProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
example = DataIamProviders(stack, "example")
TerraformOutput(stack, "shown_iam_providers", value=example.iam_providers)
app.synth()
