"""People from a YAML or CSV file, each mistake with its file and line.

YAML is a list of people; CSV has the same fields as columns, a vendor's fields with `_` after its name, and lists
separated by `;`:

    - id: jane                                     id,name,email,active,tanium_roles,splunk_roles
      name: Jane Doe                               jane,Jane Doe,jane@example.com,true,Analyst,user;power
      email: jane@example.com
      tanium: {roles: [Analyst]}
      splunk: {roles: [user, power]}

An empty CSV cell is a field left out, `-` an empty list; a vendor whose cells are all empty gives no access. Text is
text: `${…}` in a name is never evaluated.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from rolecall.cdk.construct_names import terraform_name
from rolecall.cdk.errors import DeclarationError, RosterError
from rolecall.cdk.garbage_collection import collector_paused
from rolecall.cdk.source_locations import Place
from rolecall.cdk.values import forged
from rolecall.patterns import access_declarations, roster_csv, roster_yaml
from rolecall.patterns.roster_record import REQUIRED, VENDORS, Record, Report

Reader = Callable[[str, Report], list[Record]]
READERS: Final[dict[str, Reader]] = {".yaml": roster_yaml.read, ".yml": roster_yaml.read, ".csv": roster_csv.read}


class People(list[access_declarations.Person]):
    """People from a file. `places` says by id on which line of it they begin."""

    def __init__(self, people: Iterable[access_declarations.Person], places: Mapping[str, Place]) -> None:
        super().__init__(people)
        self.places = places


def load_people(path: str | Path) -> People:
    """The people in a `.yaml`, `.yml` or `.csv` file.

    Raises RosterError, which names file and line of every mistake, or says that there is no such file; OSError if it
    cannot be read.
    """
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise RosterError(f"{path}: a roster is a .yaml, .yml or .csv file")
    report = Report(str(path))
    with collector_paused():
        records = reader(_text(path), report)
        people = [person for record in records if (person := _person(record, report))]
        _report_duplicates(records, people, report)
    report.stop_if_any()
    return People(people, {str(record.values["id"]): (str(path), record.line) for record in records})


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise RosterError(_missing(path)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RosterError(f"{path}:{line}: not UTF-8 text") from None


def _missing(path: Path) -> str:
    """The message that there is no roster at `path`, with those that there are."""
    there = sorted(file.name for file in path.absolute().parent.glob("*") if file.suffix.lower() in READERS)
    near = difflib.get_close_matches(path.name, there, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(there[:5])}" if there else ""
    text = f"{path}: there is no such roster in {path.absolute().parent}{'; ' if hint else ''}{hint}"
    if path.is_absolute():
        return text
    return f'{text}. A relative path starts at the working folder: Path(__file__).with_name("{path.name}") does not'


def _person(record: Record, report: Report) -> access_declarations.Person | None:
    """The person of one record, or None if something is wrong with it."""
    wrong = record.wrong + [(record.line, f"{name} is missing") for name in REQUIRED if name not in record.values]
    for name, value in record.values.items():
        texts = value if isinstance(value, list) else (value,)
        if any(isinstance(text, str) and forged(text) for text in texts):
            wrong.append((record.line_of(name), f"{name} looks like one of CDKTF's references; a roster holds text"))
    access = {vendor: _access(vendor, record) for vendor in record.vendors}
    own: dict[str, Any] = {name: value for name, value in _read(record).items() if "." not in name}
    # Where a field is missing or could not be read, the others are looked at all the same.
    person = access_declarations.Person(**{**dict.fromkeys(REQUIRED, ""), **own}, **access)
    said = {name for name in (*REQUIRED, *record.unread) if name not in own}
    found = [(name, text) for name, text in access_declarations.problems(person) if name not in said]
    wrong += [(record.line_of(name), f"{name} {text}") for name, text in found]
    for line, text in wrong:
        report.add(line, record.who + text)
    return person if not wrong else None


def _read(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if name not in record.unread}


def _access(vendor: str, record: Record) -> Any:
    prefix = f"{vendor}."
    fields = {name[len(prefix) :]: value for name, value in _read(record).items() if name.startswith(prefix)}
    return VENDORS[vendor](**fields)


def _report_duplicates(records: list[Record], people: list[access_declarations.Person], report: Report) -> None:
    lines = {record.values.get("id"): record.line for record in reversed(records)}
    ids: dict[object, int] = {}
    for record in records:
        who = record.values.get("id")
        if isinstance(who, str) and ids.setdefault(who, record.line) != record.line:
            report.add(record.line_of("id"), f"{who}: is already on line {ids[who]}")
    names: dict[str, str] = {}
    logins: dict[tuple[str, str], str] = {}
    for person in people:
        line = lines[person.id]
        try:
            name = terraform_name((person.id,))
        except DeclarationError as error:
            report.add(line, str(error))
            continue
        if not (name and (name[0].isalpha() or name[0] == "_")):
            report.add(line, f"{person.id}: id must start with a letter, or '_'; set login to the name to use")
        other = names.setdefault(name, person.id)
        if other != person.id:
            report.add(
                line,
                f"{person.id}: becomes the same Terraform name, {name}, as {other} (line {lines[other]}); give one of "
                "them another id, and set login",
            )
        for vendor, login in _logins(person):
            owner = logins.setdefault((vendor, login), person.id)
            if owner != person.id:
                report.add(line, f"{person.id}: has the same {vendor} login, {login}, as {owner} (line {lines[owner]})")


def _logins(person: access_declarations.Person) -> Iterator[tuple[str, str]]:
    if person.tanium is not None:
        yield "tanium", person.tanium_login
    if person.splunk is not None:
        yield "splunk", person.splunk_login
    if person.tanzu is not None:
        yield "tanzu", person.email.lower()
