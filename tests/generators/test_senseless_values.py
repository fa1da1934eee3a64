"""Values in definitions of the wild vendors that their API description does not know: refused in words, at a line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generators.input.mistakes import DefinitionErrors
from generators.input.yaml_source import DefinitionError
from generators.load import VENDORS, load_vendor
from rolecall.specification.schema import ObjectLifecycle
from tests.generators.conftest import Vendor
from tests.generators.test_new_vendor import WILD

CASES = {
    "a condition on a word that there is not": (
        "lantern",
        "    delete: removeMember\n",
        "    delete: removeMember\n    guards: [{events: [delete], attribute: rank, values: [kepeer], reason: No.}]\n",
        "lantern_member: guards: 'rank' is never 'kepeer'; expected 'keeper', or one of: keeper, bearer",
    ),
    "a condition on words that no pattern finds": (
        "lantern",
        "    delete: removeMember\n",
        "    delete: removeMember\n    guards: [{events: [delete], attribute: rank, pattern: ^cook, reason: No.}]\n",
        "lantern_member: guards: 'rank' never matches '^cook'; expected a form of one of: keeper, bearer",
    ),
    "a step to a word that there is not": (
        "quarry",
        "starts: [OPEN], ends: LOCKED}",
        "starts: [OPEN], ends: LOKCED}",
        "quarry_account: transitions: 'state' is never 'LOKCED'; expected 'LOCKED', or one of: LOCKED, OPEN",
    ),
    "a constant that the member never is": (
        "quarry",
        "create: {operation: addAccount, constants: {data.type: accounts}}",
        "create: {operation: addAccount, constants: {data.type: acounts}}",
        "constants of addAccount: 'data.type' is never 'acounts'; expected 'accounts', or one of: accounts",
    ),
    "a constant of another type": (
        "quarry",
        "constants: {data.type: accounts}}\n    update",
        "constants: {data.type: accounts, data.attributes: none}}\n    update",
        "constants of addAccount: 'data.attributes' is 'none', where object belongs; expected constants of its members",
    ),
    "what a body must have and nothing fills": (
        "quarry",
        "create: {operation: addAccount, constants: {data.type: accounts}}",
        "create: addAccount",
        "create of quarry_account: addAccount wants 'data.type', and nothing fills it; "
        "expected constants: {data.type: …}, or an attribute with this field",
    ),
    "an id that an update must have and nothing fills": (
        "quarry",
        'constants: {data.type: accounts, data.id: "{id}"}}',
        "constants: {data.type: accounts}}",
        "update of quarry_account: patchAccount wants 'data.id', and nothing fills it",
    ),
    "a disable after which the account works on": (
        "nimbus",
        "deprovision: {disable: {blocked: true}}",
        "deprovision: {disable: {blocked: false}}",
        "nimbus_person: disable of deprovision sets 'blocked' to False, and the account is not disabled then; "
        "expected one of True, as `disabled` of its account says",
    ),
    "a delete that changes": (
        "quarry",
        "    delete: deleteBadge\n",
        "    delete: changeBadge\n",
        "quarry_badge: delete and update are both POST /badges/{id} and say the same; expected another operation",
    ),
    "a delete that wants what nothing gives": (
        "harbor",
        "delete: {operation: disbandCrew, parameters: {crew: id}}",
        "delete: {operation: addMember, parameters: {crew: id}}",
        "delete of harbor_crew: addMember wants 'who', and nothing fills it",
    ),
    "a step of another object": (
        "quarry",
        "{call: lockAccount, starts",
        "{call: {operation: changeBadge, parameters: {id: id}}, starts",
        "quarry_account: state: a step to 'LOCKED' is POST /badges/{id}, which is no path of accounts",
    ),
    "one step to two statuses": (
        "quarry",
        "{call: unlockAccount, starts",
        "{call: lockAccount, starts",
        "state: POST /accounts/{id}/lock is a step to 'LOCKED' and one to 'OPEN'; expected another operation",
    ),
    "links of another object": (
        "lantern",
        "add: {operation: joinTeam, parameters: {slug: id}}",
        "add: {operation: changeMember, parameters: {number: id}, constants: {note: '{element}'}}",
        "lantern_team: members: add of links is POST /members/{id}, which is no path of teams",
    ),
    "a credential that drift would not miss": (
        "nimbus",
        "    secret: {attribute: token, owner: person_id}\n",
        "",
        "nimbus_key: a credential of access without secret: drift would say nothing of one that somebody else made; "
        "expected `secret` with the attribute that create issues",
    ),
    "keys of people that nothing names": (
        "nimbus",
        "    holders: {person_id: nimbus_person.id}\n",
        "",
        "keys is read inside of 'person_id', and nothing says which there are; "
        "expected holders: {person_id: nimbus_person.id}",
    ),
    "a natural key looked for by another": (
        "lantern",
        "    natural_key: {attribute: email, query: email}\n",
        "    natural_key: {attribute: handle, query: email}\n",
        "natural_key of members: 'handle' is looked for by 'email', which is another attribute",
    ),
    "a key that is true or false": (
        "lantern",
        "    key: slug\n",
        "    key: visible\n",
        "key of teams: 'visible' is boolean at lantern/openapi.yaml:",
    ),
    "a key made inside of its own label": (
        "nimbus",
        "create: {operation: issueKey, parameters: {person: person_id}}",
        "create: {operation: issueKey, parameters: {person: label}}",
        "nimbus_key: create is POST /people/{label}/keys, with 'label' where 'person_id' belongs; "
        "expected parameters: {<place>: person_id}",
    ),
    "a listing by what its rows tell": (
        "nimbus",
        "list: {operation: listKeys, parameters: {person: person_id}}",
        "list: {operation: listKeys, parameters: {person: id}}",
        "list of keys wants 'id', which only its rows tell; expected one of: parameters: {<place>: person_id}",
    ),
    "links with their places swapped": (
        "harbor",
        "links: {add: grantRole,",
        "links: {add: {operation: grantRole, parameters: {login: element, role: id}},",
        "harbor_sailor: roles: add of links is PUT /sailors/{element}/roles/{id}, which is no path of sailors",
    ),
    "a fixed query that the parameter does not take": (
        "lantern",
        "    list: listMembers\n",
        "    list: {operation: listMembers, query: {per_page: all}}\n",
        "query of listMembers: 'per_page' is 'all'; expected a whole number",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_refused_in_words(case: tuple[str, str, str, str], tmp_path: Path) -> None:
    vendor, old, new, words = case
    with pytest.raises(DefinitionError) as caught:
        load_vendor(changed(tmp_path, vendor, {old: new}))
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{vendor}/provider.yaml:")


def test_bindings_are_made_by_rules_in_a_status_that_there_is(vendor: Vendor) -> None:
    vendor.replace("provider.yaml", "where: {leader_key: ada}, reason", "where: {title: Pikcers}, reason")
    vendor.replace("provider.yaml", "title: {example: Pickers}", "title: {checks: [among: {values: [Pickers]}]}")
    with pytest.raises(DefinitionError, match="'title' is never 'Pikcers'; expected 'Pickers'"):
        vendor.load()


def test_a_constant_of_update_undoes_nothing_that_others_set(tmp_path: Path) -> None:
    update, create = "update: {operation: changePerson, parameters: {person: id}", "create: createPerson"
    constant = {
        update: f"{update}, constants: {{note: plain}}",
        "      note: {unset: clear}\n": "",
        "      state: absent_rows reads it.": "      state: absent_rows reads it.\n      note: A constant.",
    }
    with pytest.raises(
        DefinitionError, match="update of nimbus_person: every change would set 'note' to 'plain', whatever others"
    ):
        load_vendor(changed(tmp_path / "changed", "nimbus", constant))
    constant[create] = "create: {operation: createPerson, constants: {note: plain}}"
    made = load_vendor(changed(tmp_path / "made", "nimbus", constant)).provider.resource("nimbus_person").lifecycle
    assert (
        isinstance(made, ObjectLifecycle) and made.update is not None and made.update.constants == (("note", "plain"),)
    )


def test_an_action_is_told_what_its_path_names(tmp_path: Path) -> None:
    shutil.copytree(VENDORS / "entra", tmp_path / "entra")
    file = tmp_path / "entra" / "provider.yaml"
    head, actions = file.read_text(encoding="utf-8").split("\nactions:\n")
    file.write_text(f"{head}\nactions:\n{actions.replace('required: true', 'required: false', 1)}", encoding="utf-8")
    with pytest.raises(
        DefinitionError, match="fills a place of the path, and may be left out; expected required: true"
    ):
        load_vendor(tmp_path / "entra")


def test_a_value_hides_no_other_mistake(tmp_path: Path) -> None:
    cases = (CASES["a step to a word that there is not"], CASES["what a body must have and nothing fills"])
    both = {old: new for _, old, new, _ in cases} | {"attribute: title, query: title": "attribute: titel, query: title"}
    both |= {"access:\n      group: {name: title}": "access:\n      group: {name: titel}"}
    with pytest.raises(DefinitionErrors) as caught:
        load_vendor(changed(tmp_path, "quarry", both))
    told = str(caught.value)
    assert all(words in told for *_, words in cases), told


def changed(into: Path, vendor: str, replaced: dict[str, str]) -> Path:
    """A copy of a wild vendor with texts of its definition replaced."""
    shutil.copytree(WILD / vendor, into / vendor)
    file = into / vendor / "provider.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    return into / vendor
