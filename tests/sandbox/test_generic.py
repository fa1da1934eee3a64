"""The generic sandbox: a vendor by data, its rules, and the options that switch them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from generators.__main__ import ROOT, main
from generators.load import VENDORS
from rolecall.sandbox import Fault, Sandbox
from rolecall.sandbox.generic import Generic
from rolecall.sandbox.generic.document import load, plain
from rolecall.sandbox.generic.options import GenericOptions
from rolecall.sandbox.generic.store import GenericStore
from tests.contract.generated.test_wild_vendors import FOLDERS, wild

Box = Sandbox[GenericStore, GenericOptions]


@pytest.fixture
def serve() -> Iterator[Callable[..., tuple[Box, httpx.Client]]]:
    made: list[Any] = []

    def build(vendor: str, **options: Any) -> tuple[Box, httpx.Client]:
        box = Sandbox(Generic(wild(vendor).served, seed=3, options=options))
        values = box.environment
        url = values[f"{vendor.upper()}_URL"] + wild(vendor).served.base_path
        if vendor == "harbor":
            client = httpx.Client(base_url=url, auth=(values["HARBOR_USERNAME"], values["HARBOR_PASSWORD"]))
        elif vendor == "quarry":
            client = httpx.Client(base_url=url, headers={"x-quarry-key": values["QUARRY_API_KEY"]})
        else:
            client = httpx.Client(base_url=url, headers={"Authorization": f"Bearer {values['NIMBUS_TOKEN']}"})
        made.extend((client.close, box.stop))
        return box, client

    yield build
    for end in made:
        end()


@pytest.mark.parametrize("vendor", ["harbor", "nimbus", "quarry"])
def test_a_document_is_the_same_after_json(vendor: str) -> None:
    served = wild(vendor).served
    assert load(json.loads(json.dumps(plain(served)))) == served


def test_a_document_with_an_unknown_member_is_refused() -> None:
    with pytest.raises(ValueError, match="the document has an unknown member 'nam'"):
        load({"nam": "x"})
    with pytest.raises(ValueError, match="missing"):
        load({"name": "x"})


def test_credentials_are_asked_for(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    for vendor in ("harbor", "nimbus", "quarry"):
        box, _ = serve(vendor)
        answer = httpx.get(f"{box.url}{wild(vendor).served.base_path}/roles")
        assert answer.status_code == 401
        assert "credentials" in answer.text


def test_bodies_are_held_against_the_description(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    box, client = serve("nimbus")
    good = {"email": "ada@example.com", "name": "Ada"}
    for body, words in (
        ({"email": "ada@example.com"}, "name is required"),
        ({**good, "nam": "x"}, "nam is not known"),
        ({**good, "blocked": "yes"}, "blocked must be of type boolean"),
        ({**good, "email": "x" * 101}, "email must have 0 to 100 characters"),
        ({**good, "seats": True}, "seats must be of type integer"),
    ):
        answer = client.post("/people", json=body)
        assert (answer.status_code, answer.json()["error"]["message"]) == (400, f"{words}.")
    assert client.post("/people", data=good).status_code == 415
    box.options.unknown_refused = False
    assert client.post("/people", json={**good, "nam": "x"}).status_code == 202


def test_work_goes_on_after_the_answer(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    _, client = serve("nimbus", pending_polls=1)
    task = client.post("/people", json={"email": "ada@example.com", "name": "Ada"}).json()
    assert task["state"] == "RUNNING"
    assert client.get(f"/tasks/{task['task']}").json()["state"] == "RUNNING"
    done = client.get(f"/tasks/{task['task']}").json()
    assert done["state"] == "DONE"
    person = client.get(f"/people/{done['person']}").json()["person"]
    assert (person["email"], person["blocked"], person["state"]) == ("ada@example.com", False, "ACTIVE")
    again = client.post("/people", json={"email": "ada@example.com", "name": "Ada"})
    assert (again.status_code, again.json()["error"]["message"]) == (409, "email 'ada@example.com' is taken.")


def test_a_soft_delete_stays_listed(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    box, client = serve("nimbus")
    key = client.get("/people").json()["items"][0]["id"]
    assert client.delete(f"/people/{key}").status_code == 204
    assert client.get(f"/people/{key}").json()["person"]["state"] == "DELETED"
    assert client.delete(f"/people/{key}").status_code == 404
    box.options.soft_delete = False
    other = client.get("/people", params={"limit": 50}).json()["items"][1]["id"]
    client.delete(f"/people/{other}")
    assert client.get(f"/people/{other}").status_code == 404


def test_cursors_lead_from_page_to_page(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    box, client = serve("nimbus")
    first = client.get("/people").json()
    assert len(first["items"]) == 2
    second = client.get("/people", params={"cursor": first["page"]["next"]}).json()
    assert (len(second["items"]), second["page"]["next"]) == (1, None)
    assert client.get("/people", params={"cursor": "nonsense"}).status_code == 400
    assert client.get("/people", params={"limit": 51}).status_code == 400
    box.options.largest_page = 1
    assert "at most 1" in client.get("/people", params={"limit": 2}).text
    assert client.get("/people", params={"colour": "red"}).status_code == 400


def test_filters_narrow_unless_they_are_not_looked_at(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    box, client = serve("nimbus")
    assert [row["email"] for row in client.get("/people", params={"email": "email2@example.com"}).json()["items"]] == [
        "email2@example.com"
    ]
    box.options.filters = False
    assert len(client.get("/people", params={"email": "email2@example.com"}).json()["items"]) == 2


def test_a_put_makes_what_is_not_there_and_loses_what_it_leaves_out(
    serve: Callable[..., tuple[Box, httpx.Client]],
) -> None:
    box, client = serve("harbor")
    assert client.put("/sailors/ada", json={"rank": "mate", "mail": "ada@harbor"}).status_code == 201
    changed = client.put("/sailors/ada", json={"rank": "captain"})
    assert (changed.status_code, changed.json()["rank"], changed.json()["mail"]) == (200, "captain", None)
    box.options.put_replaces = False
    client.put("/sailors/ada", json={"rank": "captain", "mail": "ada@harbor"})
    assert client.put("/sailors/ada", json={"rank": "mate"}).json()["mail"] == "ada@harbor"


def test_elements_come_and_go_by_calls(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    _, client = serve("harbor")
    client.put("/sailors/ada", json={"rank": "mate"})
    assert client.put("/sailors/ada/roles/name-1").status_code == 204
    assert client.put("/sailors/ada/roles/name-1").status_code == 409
    assert client.put("/sailors/ada/roles/nothing").status_code == 404
    assert client.get("/sailors/ada/roles").json() == [{"name": "name-1"}]
    assert client.delete("/sailors/ada/roles/name-2").status_code == 404
    assert client.delete("/sailors/ada/roles/name-1").status_code == 204
    assert client.get("/sailors/ada/roles").json() == []


def test_names_that_are_not_there_are_refused_or_dropped(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    box, client = serve("harbor")
    refused = client.post("/crews", json={"title": "North", "captain": "nobody"})
    assert (refused.status_code, refused.json()["problem"]) == (400, "There is no sailors 'nobody'.")
    assert client.post("/crews", json={"title": "North", "captain": "login-1"}).json()["captain"] == "login-1"
    box.options.drops_unknown = True
    assert client.post("/crews", json={"title": "South", "captain": "nobody"}).json()["captain"] is None


def test_listings_leave_out_what_the_definition_says(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    box, client = serve("harbor")
    number = client.post("/crews", json={"title": "North", "ship": "Argo"}).json()["number"]
    assert client.get(f"/crews/{number}").json()["ship"] == "Argo"
    assert all("ship" not in row for row in client.get("/crews").json())
    box.options.lists_omit = False
    assert client.get("/crews").json()[-1]["ship"] == "Argo"


def test_documents_and_forms(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    _, client = serve("quarry")
    media = {"Content-Type": "application/vnd.api+json"}
    body = {"data": {"type": "accounts", "attributes": {"handle": "ada", "tools": ["pick"]}}}
    made = client.post("/accounts", content=json.dumps(body), headers=media)
    assert made.headers["content-type"] == "application/vnd.api+json"
    data = made.json()["data"]
    assert data["type"] == "accounts"
    assert data["attributes"] == {
        "full-name": None,
        "admin": False,
        "level": None,
        "tools": ["pick"],
        "handle": "ada",
        "state": "OPEN",
    }
    assert client.post("/accounts", json=body).status_code == 415
    deep = {"data": {"type": "accounts", "attributes": {"handle": "bob", "level": 10}}}
    answer = client.post("/accounts", content=json.dumps(deep), headers=media)
    assert answer.json()["errors"][0]["detail"] == "data.attributes.level must be from 1 to 9."
    badge = client.post("/badges", data={"title": "guest", "gates": ["north", "south"], "spare": "true"}).json()
    assert badge["data"]["attributes"] == {"title": "guest", "gates": ["north", "south"], "spare": True}
    emptied = client.post(f"/badges/{badge['data']['id']}", data={"gates": ""}).json()
    assert emptied["data"]["attributes"]["gates"] == []


def test_links_lead_to_the_next_page(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    _, client = serve("quarry")
    first = client.get("/accounts").json()
    second = client.get(first["links"]["next"]).json()
    assert (len(first["data"]), len(second["data"]), second["links"]["next"]) == (2, 1, None)


def test_statuses_have_ways(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    _, client = serve("quarry")
    key = client.get("/accounts").json()["data"][0]["id"]
    assert client.post(f"/accounts/{key}/unlock").status_code == 409
    assert client.post(f"/accounts/{key}/lock").status_code == 204
    assert client.get(f"/accounts/{key}").json()["data"]["attributes"]["state"] == "LOCKED"


def test_the_faults_of_every_sandbox_strike_here_too(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    box, client = serve("nimbus")
    key = client.get("/people").json()["items"][0]["id"]
    box.faults.add(Fault("stale", method="GET", path="/people/"))
    client.patch(f"/people/{key}", json={"name": "Countess"})
    assert client.get(f"/people/{key}").json()["person"]["name"] != "Countess"
    box.faults.clear()
    assert client.get(f"/people/{key}").json()["person"]["name"] == "Countess"


def test_changes_behind_the_back(serve: Callable[..., tuple[Box, httpx.Client]]) -> None:
    box, client = serve("harbor")
    box.change("row.add", collection="sailors", login="ada", rank="mate")
    box.change("element.add", collection="sailors", key="ada", member="roles", element="name-1")
    assert client.get("/sailors/ada/roles").json() == [{"name": "name-1"}]
    box.change("row.update", collection="sailors", key="ada", rank="captain")
    assert client.get("/sailors/ada").json()["rank"] == "captain"
    with pytest.raises(KeyError, match="no sailors 'bob'"):
        box.change("row.delete", collection="sailors", key="bob")


def test_a_vendor_is_served_from_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sandbox", str(FOLDERS[0])]) == 0
    assert load(json.loads(capsys.readouterr().out)) == wild(FOLDERS[0].name).served
    for vendor, reason in (("scim", "its servers differ in what they can do"), ("tanzu", "it has several systems")):
        assert main(["sandbox", str(VENDORS / vendor)]) == 3
        assert reason in capsys.readouterr().err


def test_the_command_says_how_to_reach_it_and_serves(tmp_path: Path) -> None:
    file = tmp_path / "nimbus.json"
    file.write_text(json.dumps(plain(wild("nimbus").served)), encoding="utf-8")
    command = [sys.executable, "-u", "-m", "rolecall.sandbox", "--seed", "3", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        said = [process.stdout.readline().strip() for _ in range(3)]
        exports = dict(line.removeprefix("export ").split("=", 1) for line in said[:2])
        headers = {"Authorization": f"Bearer {exports['NIMBUS_TOKEN']}"}
        answer = httpx.get(f"{exports['NIMBUS_URL']}/api/v3/people", headers=headers)
        process.terminate()
        assert (answer.status_code, process.wait(10)) == (200, 0)
