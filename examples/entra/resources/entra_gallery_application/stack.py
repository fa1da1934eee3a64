# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""An application from the gallery: the application and its service principal, which are made together."""

from rolecall.bindings.entra import EntraProvider, GalleryApplication
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
GalleryApplication(
    stack,
    "example",
    display_name="Tanium SSO",
    template="Tanium SSO",
)
app.synth()
