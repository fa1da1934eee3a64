"""Definitions in the wild styles: what is generated from them, and what is refused."""

from __future__ import annotations

import importlib
import shutil
from pathlib import Path

import pytest

from generators.input.yaml_source import DefinitionError
from generators.load import load_vendor
from generators.output.write import write
from generators.project import render_vendors
from tests.generators.conftest import importable

WILD = Path(__file__).parent / "wild"
ERRORS = {
    "a nested set without a single read": (
        "harbor/provider.yaml",
        "    get: {operation: getSailor, parameters: {login: id}}\n",
        "",
        "sailors: 'sailor_roles' cannot be its set; expected one of one parent, and a single read of the object",
    ),
    "an element that no call names": (
        "harbor/provider.yaml",
        'add: {operation: addMember, constants: {who: "{element}"}}',
        "add: addMember",
        "addMember does not say which element of members; expected parameters: {<place>: element}",
    ),
    "links that say the same of an element": (
        "harbor/provider.yaml",
        "operation: removeMember, constants",
        "operation: addMember, constants",
        "links: add and remove are both POST /crews/{id}/members/add and say the same",
    ),
    "links of objects": (
        "harbor/provider.yaml",
        "wire: name}",
        "wire: object}",
        "roles refers to objects, and the calls name texts",
    ),
    "a job whose question is no GET": (
        "nimbus/provider.yaml",
        "job: {poll: getTask,",
        "job: {poll: changePerson,",
        "createPerson and changePerson do not fit together",
    ),
    "rows counted in a cursor": (
        "nimbus/provider.yaml",
        "{style: token, size: limit, start: cursor, next: page.next}",
        "{style: offset, size: limit, start: cursor}",
        "style 'offset' by 'cursor', which is string at nimbus/openapi.yaml:",
    ),
    "a cursor that takes no text": (
        "nimbus/provider.yaml",
        "{style: token, size: limit, start: cursor, next: page.next}",
        "{style: offset, size: limit, start: limit, cursor: limit, next: page.next}",
        "the cursor 'limit' is integer at nimbus/openapi.yaml:",
    ),
    "a first row before the first": (
        "nimbus/provider.yaml",
        "{style: token, size: limit, start: cursor, next: page.next}",
        "{style: token, size: limit, start: cursor, next: page.next, first: -1}",
        "first of pagination of the definition is -1; expected '1', or one of: 0, 1",
    ),
    "a job that is nowhere in the answer": (
        "nimbus/provider.yaml",
        "id: task, status",
        "id: tsk, status",
        "id of job, in the answer of createPerson: 'tsk' leads nowhere, there is no 'tsk'; expected 'task'",
    ),
    "a job whose result is an object": (
        "lantern/provider.yaml",
        "result: team.slug",
        "result: team",
        "'team' in the answer of getTask is no text, but object; expected a text or a number: team.title, team.visible",
    ),
    "a job that is done while it goes on": (
        "lantern/provider.yaml",
        "done: [done]",
        "done: [done, running]",
        "job: the status 'running' is both pending and done; expected each in one of them",
    ),
    "a job in a status that there is not": (
        "lantern/provider.yaml",
        "pending: [queued, running]",
        "pending: [queued, runing]",
        "job: 'state' is never 'runing'; expected 'running'",
    ),
    "a listing of pages that nothing leads on from": (
        "lantern/provider.yaml",
        "pagination: {style: header, size: per_page}\n",
        "",
        "listMembers takes 'per_page', so it gives pages, and nothing says how the next one is asked for; "
        "expected `pagination`; or no 'per_page' in the API description (lantern/openapi.yaml:",
    ),
    "pages that begin nowhere": (
        "lantern/provider.yaml",
        "style: header, size",
        "size",
        "style 'offset' without start; expected the parameter of the next page",
    ),
    "a delete of what an object lives inside of": (
        "nimbus/provider.yaml",
        "    delete: {operation: revokeKey, parameters: {person: person_id, key: key_id}}",
        "    delete: {operation: removePerson, parameters: {person: person_id}}",
        "nimbus_key: delete is DELETE /people/{person_id}, which does not say which of keys by 'key_id'",
    ),
    "a delete that takes one id for the other": (
        "nimbus/provider.yaml",
        "parameters: {person: person_id, key: key_id}}",
        "parameters: {person: key_id, key: person_id}}",
        "nimbus_key: delete is DELETE /people/{key_id}/keys/{person_id}, which is no path of keys; "
        "expected an operation at /people/{person_id}/keys/{…}, or below it",
    ),
    "an id that fills a place before there is one": (
        "harbor/provider.yaml",
        "    create: putSailor",
        "    create: {operation: putSailor, parameters: {login: id}}",
        "the id would fill a place of /sailors/{id} before there is one",
    ),
}


@pytest.mark.parametrize("vendor", ["harbor", "lantern", "nimbus", "quarry"])
def test_shims_and_bindings_of_wild_vendors_can_be_imported(vendor: str, tmp_path: Path) -> None:
    spec = load_vendor(WILD / vendor)
    files, folders = render_vendors([spec])
    write(tmp_path, files, folders)
    with importable(tmp_path, vendor):
        assert spec.provider == importlib.import_module(f"providers.{vendor}").PROVIDER
        assert importlib.import_module(f"rolecall.bindings.{vendor}")


@pytest.mark.parametrize("case", ERRORS.values(), ids=ERRORS)
def test_what_means_nothing_is_refused(case: tuple[str, str, str, str], tmp_path: Path) -> None:
    file, old, new, words = case
    vendor = file.partition("/")[0]
    shutil.copytree(WILD / vendor, tmp_path / vendor)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    (tmp_path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_vendor(tmp_path / vendor)
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{file}:")


def test_the_pages_say_what_long_creates_cost() -> None:
    pages = "\n".join(
        " ".join(text.split())
        for vendor in ("harbor", "nimbus")
        for path, text in render_vendors([load_vendor(WILD / vendor)])[0].items()
        if path.suffix == ".md"
    )
    assert "**A create goes on after its answer**: the provider asks how far it is for at most 600 seconds" in pages
