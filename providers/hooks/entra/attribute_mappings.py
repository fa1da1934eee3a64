"""Attribute mappings of a synchronization schema: checked, read and written element by element.

An element fills the attribute `target`; `type` says what its `source` is: the name of an attribute (also if left out),
an expression, or a text. Objects are matched by the elements with a `matching_priority`. What else an element has is
kept.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rolecall.runtime.application import Object
from rolecall.runtime.diagnostics import Diagnostics, refusal
from rolecall.runtime.errors import NotFound
from rolecall.runtime.resources.hooks import PartAttribute
from rolecall.runtime.values.documents import Chain, alike, unsaid_of
from rolecall.runtime.values.paths import MISSING, dig
from rolecall.runtime.values.unknown import UNKNOWN
from rolecall.specification.schema import Operation

from .synchronization_schema import Catalogue, directory_attributes, near_to, unchecked, vocabulary

_PRIORITY: Final = "matching_priority"
_ATTRIBUTE: Final = "Attribute"
_FUNCTION: Final = "Function"
_NEW: Final = {
    "defaultValue": None,
    "exportMissingReferences": False,
    "flowBehavior": "FlowWhenChanged",
    "flowType": "Always",
}
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_CALLED: Final = re.compile(r"([A-Za-z_]\w*)\s*\(")
_NAMED: Final = re.compile(r"\[([^\[\]]+)\]")


class AttributeMappings(PartAttribute):
    """The list of attribute mappings."""

    def is_unsaid(self, part: Mapping[str, Any]) -> bool:
        """Whether the part has no list, or one with an element that does not say its target or its source."""
        members = ("targetAttributeName", "source")
        return super().is_unsaid(part) or unsaid_of(part.get(self.member), self.member, members) is not None

    def validate(self, value: Any) -> Diagnostics:
        """Findings that need no vendor: nothing to match by, a priority or a target given twice."""
        found = Diagnostics()
        if not isinstance(value, list):
            return found
        seen: dict[tuple[str, Any], int] = {}
        unknown = False
        for index, item in enumerate(value):
            if item is UNKNOWN:
                unknown = True
                continue
            unknown = unknown or item.get(_PRIORITY) is UNKNOWN
            for name, what in ((_PRIORITY, "matching priority"), ("target", "target attribute")):
                given = item.get(name)
                if given in (None, 0) or given is UNKNOWN:
                    continue
                first = seen.setdefault((name, given), index)
                if first != index:
                    found.error(
                        f"The {what} {given!r} is there twice",
                        f"Elements {first} and {index} have it. Each may be given once.",
                        (self.attribute.name, index, name),
                    )
        if not unknown and not any(name == _PRIORITY for name, _ in seen):
            found.error(
                "Nothing says by which attribute objects are matched",
                f"Without one, every object would be made a second time. Give one element `{_PRIORITY} = 1`; the "
                "application must be able to filter by its target.",
                (self.attribute.name,),
            )
        return found

    def check(self, chain: Chain, planned: Object) -> Diagnostics:
        """Findings about names that the schema or its vocabulary does not have. Raises VendorError."""
        found = Diagnostics()
        targets, sources = (directory_attributes(chain, side) for side in ("target", "source"))
        functions: Catalogue | None = None
        asked = False
        unseen = {f"{side} attribute" for side, each in (("target", targets), ("source", sources)) if each is None}
        elements = planned.get(self.attribute.name)
        for index, item in enumerate(elements if isinstance(elements, list) else []):
            if item is UNKNOWN:
                continue
            target, source, kind = item.get("target"), item.get("source"), _kind(item)
            if isinstance(target, str):
                _unknown(found, "target attribute", target, targets, (self.attribute.name, index, "target"))
            here = (self.attribute.name, index, "source")
            if not isinstance(source, str):
                continue
            if kind == _ATTRIBUTE:
                _unknown(found, "source attribute", source, sources, here)
            elif kind == _FUNCTION:
                bare = _QUOTED.sub('""', source)
                for name in _NAMED.findall(bare):
                    _unknown(found, "source attribute", name, sources, here)
                if not asked:
                    functions, asked = vocabulary(self.context, "functions", planned), True
                    unseen |= {"function"} if functions is None else set()
                called = _CALLED.findall(bare)
                for name in called:
                    _unknown(found, "function", name, functions, here)
                if not called or bare.count("(") != bare.count(")"):
                    found.error(
                        "The expression cannot be read",
                        f"{source!r} is no call such as `Not([name])`. Correct it.",
                        here,
                    )
        found.extend(unchecked(noun, self.attribute.name) for noun in sorted(unseen))
        return found

    def decode(self, part: Mapping[str, Any], like: Any) -> list[dict[str, Any]]:
        """The elements, those that are expected first and in their order, written as they are expected."""
        before = {item["target"]: item for item in like or []}
        read = {name: _as_expected(item, before.get(name)) for name, _, item in self._elements(part)}
        order = [name for name in before if name in read] + [name for name in read if name not in before]
        return [read[name] for name in order]

    def write(self, part: dict[str, Any], prior: Object | None, planned: Object) -> None:
        """Change the elements: where they were, new ones behind.

        Those that are not wanted go if they were ours, or if nothing was ours before. Raises VendorError, or Refusal
        for an expression that Entra cannot read.
        """
        name = self.attribute.name
        ours = None if prior is None else {each["target"] for each in prior.get(name) or []}
        asked = {str(item["target"]): item for item in planned[name]}
        written: list[Mapping[str, Any]] = []
        for target, row, _ in self._elements(part):
            if target in asked:
                written.append(self._written(row, planned, asked.pop(target)))
            elif ours is not None and target not in ours:
                written.append(row)
        part[self.member] = [*written, *(self._written(_NEW, planned, each) for each in asked.values())]

    def is_written(
        self, before: Mapping[str, Any], written: Mapping[str, Any], now: Mapping[str, Any], wanted: Any
    ) -> bool:
        """Whether what is wanted is there and what was removed is not; what appeared beside them may be."""
        was, asked, there = ({name for name, *_ in self._elements(each)} for each in (before, written, now))
        return not (was - asked) & there and alike(self.decode(now, wanted)[: len(wanted)], wanted)

    def restore(self, part: dict[str, Any], kept: Mapping[str, Any], ours: Any) -> list[str]:
        """Bring back the elements that are ours. The targets that others changed meanwhile, which stay."""
        old = {name: row for name, row, _ in self._elements(kept)}
        mine = {str(item["target"]): item for item in ours}
        made: list[Mapping[str, Any]] = []
        changed: list[str] = []
        there: set[str] = set()
        for name, row, item in self._elements(part):
            there.add(name)
            if name not in mine:
                made.append(row)
            elif _as_expected(item, mine[name]) != {key: mine[name].get(key) for key in item}:
                changed.append(name)
                made.append(row)
            elif name in old:
                made.append(old[name])
        part[self.member] = made + [row for name, row in old.items() if name not in there and name not in mine]
        return changed

    def _elements(self, part: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any], dict[str, Any]]]:
        """The elements: their target, what the document has, and what a configuration would say."""
        rows = part.get(self.member)
        for row in rows if isinstance(rows, list) else []:
            item = self._read(row)
            yield str(item["target"]), row, item

    def _read(self, row: Mapping[str, Any]) -> dict[str, Any]:
        item: dict[str, Any] = {}
        for member in self.attribute.nested:
            value = dig(row, member.read_path or "")
            item[member.name] = None if value is MISSING else value
        if _kind(item) == _FUNCTION:
            item["source"] = dig(row, "source.expression")
        item[_PRIORITY] = item[_PRIORITY] or None
        return item

    def _written(self, row: Mapping[str, Any], planned: Object, item: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = copy.deepcopy(dict(row))
        made["targetAttributeName"] = item["target"]
        made["matchingPriority"] = int(item.get(_PRIORITY) or 0)
        if "source" in row:
            before = self._read(row)
            if _kind(before) == _kind(item) and _bare(before["source"]) == _bare(item["source"]):
                return made
        made["source"] = self._source(planned, item)
        return made

    def _source(self, planned: Object, item: Mapping[str, Any]) -> dict[str, Any]:
        """Where the value comes from, as the document holds it."""
        kind, text, title = _kind(item), str(item["source"]), self.context.title
        if kind != _FUNCTION:
            return {"type": kind, "name": text, "expression": f"[{text}]" if kind == _ATTRIBUTE else f'"{text}"'}
        parse = Operation(method="POST", path=f"{self.context.lifecycle.read.path}/parseExpression", body="json")
        try:
            answer = self.context.connection.client.call(parse, planned, body={"expression": text}, safe=True)
        except NotFound:
            raise refusal(
                "The expression cannot be checked",
                f"{title} does not say how it reads {text!r}. Nothing was written. Check `job_id`, and plan again.",
                (self.attribute.name,),
            ) from None
        parsed = dig(answer.data, "parsedExpression")
        if not isinstance(parsed, Mapping):
            said = dig(answer.data, "error.message")
            raise refusal(
                "The expression cannot be read",
                f"{title} on {text!r}: {said if isinstance(said, str) else 'no word.'} Nothing was written. Correct "
                "the expression.",
                (self.attribute.name,),
            )
        return dict(parsed)


def _as_expected(item: dict[str, Any], expected: Mapping[str, Any] | None) -> dict[str, Any]:
    if expected is None:
        return item
    same = {
        "type": _kind(item) == _kind(expected),
        _PRIORITY: (item[_PRIORITY] or 0) == (expected.get(_PRIORITY) or 0),
        "source": _bare(item["source"]) == _bare(expected.get("source")),
    }
    return {name: expected.get(name) if same.get(name) else value for name, value in item.items()}


def _kind(item: Mapping[str, Any]) -> str:
    return str(item.get("type") or _ATTRIBUTE)


def _bare(text: Any) -> Any:
    """An expression without the spaces that mean nothing."""
    if not isinstance(text, str):
        return text
    return "".join(part if part.startswith('"') else "".join(part.split()) for part in re.split(r'("[^"]*")', text))


def _unknown(found: Diagnostics, noun: str, name: str, known: Catalogue | None, path: tuple[str | int, ...]) -> None:
    if known is not None and name not in known:
        advice = near_to(name, known)
        found.error(f"Unknown {noun} {name!r}", f"The server's schema has none of that name. {advice}", path)


HOOK: Final = AttributeMappings
