"""Many plain resources as one CDKTF element.

CDKTF takes about a millisecond for each construct, nearly all of it in talking to JavaScript; a thousand resources
told in one breath cost little more than one. What is here has no constructs, so it cannot be referred to or visited
by Aspects: take a resource out and make a real construct of it for that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rolecall.cdk.base_classes import Resource
from rolecall.cdk.construct_names import home_of
from rolecall.cdk.errors import StackError
from rolecall.cdk.toolkit import (
    Construct,
    IAnyProducer,
    IPostProcessor,
    IResolveContext,
    IValidation,
    Lazy,
    TerraformElement,
    TerraformProvider,
    implements,
)
from rolecall.cdk.values import references, substituted


class Plain:
    """A resource without a construct: its binding, arguments as they will be rendered, provider block.

    `depends_on` are Terraform addresses, `overlap` makes a replacement before the old one goes, `refers` are the texts
    in the arguments that hold references.
    """

    __slots__ = ("arguments", "binding", "depends_on", "overlap", "provider", "refers")

    def __init__(
        self,
        binding: type[Resource],
        arguments: Mapping[str, Any],
        provider: TerraformProvider | None = None,
        *,
        depends_on: Sequence[str] = (),
        overlap: bool = False,
    ) -> None:
        self.binding, self.arguments, self.provider = binding, arguments, provider
        self.depends_on, self.overlap = depends_on, overlap or binding.CREATE_BEFORE_DESTROY
        self.refers = tuple(references(arguments))

    def block(self, meaning: Mapping[str, Any]) -> dict[str, Any]:
        """The Terraform block, where `meaning` is what each text that holds a reference stands for."""
        block: dict[str, Any] = substituted(self.arguments, meaning) if self.refers else dict(self.arguments)
        if self.provider is not None:
            block["provider"] = self.provider.fqn
        if self.depends_on:
            block["depends_on"] = list(self.depends_on)
        if self.overlap:
            block["lifecycle"] = {"create_before_destroy": True}
        return block


class Bulk(TerraformElement):
    """Resources that are rendered together, flat. The caller claims their Terraform names."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self._home = home_of(scope)
        self._where = self._home.path(id_)
        self._plain: dict[tuple[str, str], Plain] = {}
        self._content = Lazy.any_value(_Content(self))
        self.node.add_validation(_ProvidersPresent(self))

    def add(self, name: str, resource: Plain) -> None:
        """Render `resource` under Terraform name `name`."""
        self._plain[(resource.binding.TF_RESOURCE_TYPE, name)] = resource

    def remove(self, binding: type[Resource], name: str) -> None:
        """Render it no more. Raises KeyError if it was not there."""
        del self._plain[(binding.TF_RESOURCE_TYPE, name)]

    def references(self) -> list[str]:
        """Every text that holds a reference, once, however many people share it."""
        texts: dict[str, None] = {}
        for plain in self._plain.values():
            texts.update(dict.fromkeys(plain.refers))
        return list(texts)

    def render(self, meaning: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """The resource blocks by type and name; `meaning` as for `Plain.block`."""
        blocks: dict[str, dict[str, Any]] = {}
        for (resource_type, name), plain in self._plain.items():
            blocks.setdefault(resource_type, {})[name] = plain.block(meaning)
        return blocks

    def missing_providers(self) -> list[str]:
        """Local names of providers that are used here and have no block in the stack."""
        used = {plain.binding.PROVIDER.name for plain in self._plain.values()}
        return sorted(used - self._home.registry.providers)

    def to_terraform(self) -> dict[str, Any]:
        """All blocks, told to JavaScript once per synthesis."""
        return {"resource": self._content}

    def to_hcl_terraform(self) -> dict[str, Any]:
        """Not offered: raises StackError."""
        raise StackError(f"{self._where}: rendered as Terraform JSON only; unset SYNTH_HCL_OUTPUT")


@implements(IAnyProducer)
class _Content:
    """The blocks of a bulk, made when CDKTF asks.

    CDKTF asks twice: the first time only to find references across stacks, which resolving them tells it. What is
    produced it would search for references once more, value by value; the blocks have none left, so they are handed
    over after that, as the result of a post-processor.
    """

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk

    def produce(self, context: IResolveContext) -> Any:
        texts = self._bulk.references()
        meant: list[Any] = context.resolve(texts) if texts else []
        if not context.preparing:
            context.register_post_processor(_Resolved(self._bulk, dict(zip(texts, meant, strict=True))))
        return {}


@implements(IPostProcessor)
class _Resolved:
    """The blocks of a bulk, their references replaced by what they mean."""

    def __init__(self, bulk: Bulk, meaning: Mapping[str, Any]) -> None:
        self._bulk = bulk
        self._meaning = meaning

    def post_process(self, input: Any, context: IResolveContext) -> Any:
        return self._bulk.render(self._meaning)


@implements(IValidation)
class _ProvidersPresent:
    """The check that CDKTF makes for real constructs: every provider in use has a block in the stack."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk

    def validate(self) -> list[str]:
        return [
            f"Found resources of provider {name!r} but no provider block; add one to the stack"
            for name in self._bulk.missing_providers()
        ]
