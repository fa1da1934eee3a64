"""The document from which the generic sandbox serves a vendor: its API description and its definition as plain data."""

from __future__ import annotations

import json

from generators.input.description import Description
from generators.output.sandbox.actions import Actions
from generators.output.sandbox.kinds import kinds
from generators.output.sandbox.limits import unserved
from generators.resolve.specification import ProviderSpec
from rolecall.runtime.configuration.credentials import environment_name
from rolecall.sandbox.generic.document import Document, Login, plain
from rolecall.specification.schema import Provider
from rolecall.specification.traits import BasicLogin, HeaderToken

PLACE = "sandbox"
"""The value of whatever provider argument a path or a query is filled with."""


def document(spec: ProviderSpec, description: Description) -> Document:
    """The document of a vendor. Raises ValueError, with the reasons, for one that is not simple enough."""
    provider = spec.provider
    if reasons := unserved(provider):
        raise ValueError(f"{provider.title}: {'; '.join(reasons)}")
    actions = Actions(provider, description)
    return Document(
        name=provider.name,
        title=provider.title,
        base_path=provider.base_path,
        environment=_environment(provider),
        logins=tuple(
            Login(header=way.header, prefix=way.prefix) if isinstance(way, HeaderToken) else Login()
            for way in provider.authentication
        ),
        words=provider.errors.messages[0] if provider.errors.messages else "message",
        kinds=kinds(provider, actions),
        actions=tuple(actions.all()),
        signature=provider.errors.signature,
    )


def text(served: Document) -> str:
    """A document as the file that holds it."""
    return json.dumps(plain(served), indent=1, ensure_ascii=False) + "\n"


def _environment(provider: Provider) -> dict[str, str]:
    """The variables with which a provider finds the sandbox and is let in: by the first way that there is."""
    filled = {provider.url_argument: "{url}"}
    way = provider.authentication[0]
    if isinstance(way, HeaderToken):
        filled[way.argument] = "{token}"
    elif isinstance(way, BasicLogin):
        filled |= {way.username: "{name}", way.password: "{token}"}
    filled |= {name: PLACE for name in provider.instance if name not in filled}
    return {environment_name(provider, name): value for name, value in filled.items()}
