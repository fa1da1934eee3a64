# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""Every API token the account may see, never with its value."""

from rolecall.bindings.tanium import DataApiTokens, TaniumProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
example = DataApiTokens(stack, "example")
TerraformOutput(stack, "shown_api_tokens", value=example.api_tokens)
app.synth()
