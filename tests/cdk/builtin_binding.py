"""A binding of a resource type that is built into Terraform, for tests that apply without any provider."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from rolecall.cdk.base_classes import ProviderInfo, Resource
from rolecall.cdk.toolkit import Construct
from rolecall.cdk.values import ANY, Argument


class Data(Resource):
    """Terraform's own `terraform_data`: keeps whatever it is given, and needs no plugin."""

    TF_RESOURCE_TYPE: ClassVar[str] = "terraform_data"
    PROVIDER: ClassVar[ProviderInfo] = ProviderInfo("terraform", "terraform.io/builtin/terraform", "")
    ARGUMENTS: ClassVar[Mapping[str, Argument]] = {"input": Argument(ANY)}

    def __init__(self, scope: Construct, id_: str, *, input: object) -> None:
        super().__init__(scope, id_, {"input": input})

    @property
    def output(self) -> str:
        return self.get_string_attribute("output")
