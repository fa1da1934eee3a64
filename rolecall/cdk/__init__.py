"""The CDK side: what stacks are written with, on the construct toolkit that `rolecall.cdk.toolkit` chooses."""

from rolecall.cdk import error_reports
from rolecall.cdk.backend import keep_state
from rolecall.cdk.dialects import dialect_of
from rolecall.cdk.import_blocks import import_existing
from rolecall.cdk.toolkit import App, Construct, Fn, TerraformOutput, TerraformStack, TerraformVariable, Token
from rolecall.cdk.variables import secret_variable

__all__ = [
    "App",
    "Construct",
    "Fn",
    "TerraformOutput",
    "TerraformStack",
    "TerraformVariable",
    "Token",
    "dialect_of",
    "import_existing",
    "keep_state",
    "secret_variable",
]

error_reports.install()
