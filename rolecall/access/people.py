"""People and their accounts, where neither a mail address nor a name tells that two accounts are one person's.

people:
- person: ada@example.com
accounts: {tanium: ada, splunk: [ada, ada_admin]}
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from rolecall.access import shim_traits
from rolecall.access.model import Item
from rolecall.estate.declarations import Declarations
from rolecall.estate.runtime_facade import value_at
from rolecall.reports.yaml_mistakes import yaml_mistakes
from rolecall.text.yaml_file import Node, load

_HINT = "Write a list `people` of {person, accounts}, where `accounts` has a name, or a list of names, by vendor."


class People:
    """Persons by vendor and account, whatever the case of its letters."""

    def __init__(self, persons: Mapping[tuple[str, str], str] | None = None) -> None:
        self._persons = {(vendor, name.casefold()): person for (vendor, name), person in (persons or {}).items()}

    def of(self, vendor: str, account: str) -> str | None:
        """The person whose account it is; None where nothing says it."""
        return self._persons.get((vendor, account.casefold()))

    def __or__(self, other: People) -> People:
        """Both, of which the second wins."""
        found = People()
        found._persons = {**self._persons, **other._persons}
        return found


@yaml_mistakes()
def read_people(file: Path) -> People:
    """The people of a YAML file. Raises JobError, which says where it is wrong."""
    root = load(file, "the file of people")
    parts = root.mapping() if root.is_mapping else {}
    if set(parts) != {"people"} or not parts["people"].is_list:
        raise root.wrong("there is no list `people`, or something beside it", _HINT)
    found: dict[tuple[str, str], str] = {}
    for node in parts["people"].items():
        entry = node.mapping(("person", "accounts"))
        if set(entry) != {"person", "accounts"} or not entry["accounts"].is_mapping:
            raise node.wrong(f"{node.what} needs `person` and `accounts`", _HINT)
        person = entry["person"].text()
        for vendor, names in entry["accounts"].mapping().items():
            for name in _texts(names):
                if found.setdefault((vendor, name.casefold()), person) != person:
                    raise node.wrong(f"{node.what}: {vendor} account {name!r} is another person's too", _HINT)
    return People(found)


def _texts(node: Node) -> list[str]:
    return [each.text() for each in node.items()] if node.is_list else [node.text()]


def people_of_stacks(items: Iterable[Item], declarations: Declarations) -> People:
    """The people whose accounts stacks declare in one construct of their own, as the pattern for people does.

    The construct must have the name of one of the accounts, have no two at one vendor, and no two mail addresses.
    """
    homes: dict[str, list[tuple[str, str, str | None]]] = defaultdict(list)
    for item in items:
        rule = shim_traits.access(item.vendor, item.type)
        said = declarations.of(item.address)
        if rule is None or rule.account is None or said is None or said.path.count("/") < 2:
            continue
        name = value_at(item.values, rule.account.name)
        mail = value_at(item.values, rule.account.mail) if rule.account.mail else None
        if isinstance(name, str):
            homes[said.path.rpartition("/")[0]].append((item.vendor, name, mail if isinstance(mail, str) else None))
    found: dict[tuple[str, str], str] = {}
    for path, accounts in homes.items():
        id_ = path.rpartition("/")[2]
        mails = dict.fromkeys(mail.casefold() for _, _, mail in accounts if mail)
        vendors = [vendor for vendor, _, _ in accounts]
        named = any(id_.casefold() == name.partition("@")[0].casefold() for _, name, _ in accounts)
        if len(accounts) > 1 and named and len(mails) <= 1 and len(set(vendors)) == len(vendors):
            person = next((mail for _, _, mail in accounts if mail), id_)
            found.update({(vendor, name): person for vendor, name, _ in accounts})
    return People(found)
