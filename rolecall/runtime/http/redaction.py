"""What stands under the name of a secret: not shown in a log, and known from then on as a secret wherever it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

from rolecall.runtime.secrets import REPLACEMENT, register_secret
from rolecall.specification.schema import Attribute, Provider

_LEAST: Final = 8
"""So many letters and digits a value must have to be taken for a secret where an answer shows it."""
_WORD: Final = 12
"""A value of letters alone that is shorter is an ordinary word."""
_SECRET_NAME: Final = re.compile(
    r"pass(word|wd|code|phrase)|secret|token|session|authorization|credential|api_?key", re.I
)
_ENDINGS: Final = ("token", "secret", "password", "passphrase", "passcode", "apikey", "api_key", "session")
"""How the name of a member ends that holds a secret, and not its id, name or time. In small letters."""
_NO_SECRET: Final = re.compile(rb"page|next|continu|cursor|skip")
"""In the name of a token that only leads to the rest of a listing."""
_LONGEST_NAME: Final = 100
_VALUES: Final = re.compile(rb'\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*|\[[^\[\]{}]*)', re.DOTALL)
"""What follows a name: a text, or a list of texts, whether or not it ends."""
_TEXT: Final = re.compile(rb'"([^"\\]*(?:\\.[^"\\]*)*)"?', re.DOTALL)
_RANDOM: Final = re.compile(r"(?=.*[A-Za-z])(?=.*\d)(?!.*://)(?!\d{4}-\d\d-\d\d)[\x21-\x7e]{16,}")
"""What nobody wrote by hand: no word, address, date or time."""


class Masking:
    """Masks members that `shim` calls sensitive or write-only, and those whose names sound like secrets.

    Of answers it also registers what they hold: of the first what is no short or ordinary word, of the others what
    looks as if a machine had drawn it.
    """

    def __init__(self, shim: Provider) -> None:
        schemas = [item.schema for item in shim.resources] + [item.schema for item in shim.data_sources]
        schemas += [item.schema for item in shim.ephemerals]
        held = frozenset(name for schema in schemas for name in _secret_names(schema.attributes))
        self._names = held | frozenset(_secret_names(shim.schema.attributes))
        # Arguments of the provider block are no members of answers: one of them may be called what an id is.
        self._held = frozenset(name.lower().encode() for name in held)
        ends = {name for name in self._held if not name.endswith(tuple(each.encode() for each in _ENDINGS))}
        self._ends = tuple(each + b'"' for each in (*sorted(ends), *(each.encode() for each in _ENDINGS)))

    def register(self, *bodies: bytes) -> None:
        """Register the secrets that bodies of answers show under their names.

        Call it before anything else of an answer is logged or told: other members, headers and errors may repeat them.
        A body need not be whole, nor JSON that can be read; texts in it may hold JSON of their own.
        """
        for content in bodies:
            self._register(content)
            if b'\\"' in content:
                self._register(content.replace(b'\\"', b'"'))

    def _register(self, content: bytes) -> None:
        small = content.lower()
        for end in self._ends:
            at = small.find(end)
            while at >= 0:
                after = at + len(end)
                name = small[small.rfind(b'"', max(after - _LONGEST_NAME, 0), after - 1) + 1 : after - 1]
                if (found := _VALUES.match(content, after)) is not None:
                    for text in _TEXT.findall(found[1]):
                        if self._is_secret(name, value := _decoded(text)):
                            register_secret(value)
                at = small.find(end, after)

    def _is_secret(self, name: bytes, value: str) -> bool:
        if name not in self._held:
            return _NO_SECRET.search(name) is None and _RANDOM.fullmatch(value) is not None
        if sum(each.isalnum() for each in value) < _LEAST:
            return False
        return not value.isalpha() or len(value) >= _WORD

    def __call__(self, data: Any) -> Any:
        """A copy of `data` with the masked members' text replaced."""
        if isinstance(data, Mapping):
            return {name: self._member(str(name), value) for name, value in data.items()}
        if isinstance(data, list | tuple):
            return [self(item) for item in data]
        return data

    def _member(self, name: str, value: Any) -> Any:
        if isinstance(value, str) and value and (name in self._names or _SECRET_NAME.search(name)):
            return REPLACEMENT
        return self(value)


def _secret_names(attributes: Iterable[Attribute]) -> Iterator[str]:
    for item in attributes:
        if item.sensitive or item.write_only:
            for path in (item.name, item.field, item.read, item.issued):
                if path:
                    yield path.rpartition(".")[2]
        yield from _secret_names(item.nested)


def _decoded(text: bytes) -> str:
    """A text of JSON without its escapes, or as it stands where they are torn."""
    if b"\\" in text:
        with suppress(ValueError):
            return str(json.loads(b'"%b"' % text, strict=False))
    return text.decode("utf-8", "replace")
