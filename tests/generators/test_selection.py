"""`import.yaml`: Okta's provider comes of the document that Okta publishes, and what a selection must not say."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.__main__ import main
from generators.importing.document import Document
from generators.importing.selection import load_selection, selected
from generators.input.yaml_source import DefinitionError
from generators.load import VENDORS

OKTA = VENDORS / "okta"
PUBLISHED_BY_OKTA = Path(__file__).with_name("published") / "okta-management.json.gz"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("published") / "okta-management.json"
    file.write_bytes(gzip.decompress(PUBLISHED_BY_OKTA.read_bytes()))
    return file


def test_oktas_description_is_what_its_published_document_says(document: Path, tmp_path: Path) -> None:
    shutil.copy(OKTA / "import.yaml", tmp_path)
    begun = time.process_time()
    assert main(["import", str(document), "--output", str(tmp_path / "openapi.yaml")]) == 0
    assert time.process_time() - begun < 10
    made, there = (yaml.safe_load((each / "openapi.yaml").read_text(encoding="utf-8")) for each in (tmp_path, OKTA))
    recorded = there.pop("x-imported")
    assert made.pop("x-imported").keys() == recorded.keys()
    assert (recorded["source"], recorded["licence"]) == ("okta-management.yaml", "Apache-2.0")
    assert re.fullmatch("[0-9a-f]{64}", recorded["sha256"]) and there["info"]["version"] == "2026.06.3"
    assert made == there


def test_what_the_vendor_changes_is_told(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("import.yaml", "openapi.yaml"):
        shutil.copy(OKTA / name, tmp_path)
    text = document.read_text(encoding="utf-8")
    newer = tmp_path / "newer.json"
    newer.write_text(text.replace('"DEPROVISIONED",', ""), encoding="utf-8")
    assert main(["import", str(newer), "--output", str(tmp_path / "openapi.yaml"), "--check"]) == 1
    assert "getUser: answer: `status`: enum lost 'DEPROVISIONED'" in capsys.readouterr().out


def test_none_of_the_vendors_own_words_is_taken() -> None:
    described = yaml.safe_load((OKTA / "openapi.yaml").read_text(encoding="utf-8"))
    chosen = (OKTA / "import.yaml").read_text(encoding="utf-8")
    said = {words for words in descriptions(described) if words not in ("Done.", "An answer.")}
    assert said
    assert [words for words in said if " ".join(words.split()) not in " ".join(chosen.replace("''", "'").split())] == []


def descriptions(value: Any) -> list[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    own = [value["description"]] if isinstance(value, dict) and isinstance(value.get("description"), str) else []
    return [*own, *(words for each in inside for words in descriptions(each))]


SELECTION: dict[str, Any] = {
    "schemas": {
        "User": {"answer": "createUser", "members": {"login": "The login.", "contact.address": "Where to write."}},
        "NewUser": {"body": "createUser", "members": {"login": "The login.", "state": {"enum": None, "because": "x"}}},
    },
    "operations": {
        "findUsers": {"of": "listUsers", "path": "/users", "query": ["limit"], "answer": ["User"]},
        "createUser": {"path": "/users", "body": "NewUser", "answer": "User"},
    },
}


def made(path: Path, change: Any = lambda data: None) -> dict[str, Any]:
    data = yaml.safe_load(yaml.safe_dump(SELECTION))
    change(data)
    file = path.with_name("import.yaml")
    file.write_text(yaml.safe_dump(data))
    return selected(Document(path), load_selection(file))


def test_members_are_chosen_named_and_laid_over(published: Path) -> None:
    found = made(published)
    users = found["components"]["schemas"]
    assert users["User"]["properties"].keys() == {"login", "contact"}
    assert users["User"]["required"] == ["login"]
    assert users["User"]["properties"]["contact"]["properties"]["address"]["description"] == "Where to write."
    assert "enum" not in users["NewUser"]["properties"]["state"]
    listing = found["paths"]["/users"]["get"]
    assert listing["operationId"] == "findUsers"
    assert [each["name"] for each in listing["parameters"]] == ["limit"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data["operations"]["createUser"].update(path="/people"), "createUser is not at /people"),
        (lambda data: data["operations"]["createUser"].update(of="makeUser"), "there is no operation 'makeUser'"),
        (lambda data: data["operations"]["findUsers"].update(query=["limits"]), "has no query parameter 'limits'"),
        (lambda data: data["operations"]["findUsers"].update(body="NewUser"), "listUsers has no body of JSON"),
        (lambda data: data["schemas"]["User"]["members"].update(logn="x"), "User: logn: there is no 'logn'"),
        (
            lambda data: data["schemas"]["User"]["members"].update(login={"required": True}),
            "User: login: no reason is given",
        ),
        (lambda data: data.update(overlay={"info": {"title": "x"}}), "the overlay of import.yaml gives no reason"),
        (lambda data: data["schemas"]["User"].pop("members"), "'members' is a required property"),
        (lambda data: data.update(schema={}), "'schema' was unexpected"),
    ],
)
def test_what_does_not_fit_is_refused(published: Path, change: Any, told: str) -> None:
    with pytest.raises(DefinitionError, match=re.escape(told)):
        made(published, change)


def test_a_selection_alone_chooses(published: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(published)
    output = str(published.with_name("openapi.yaml"))
    assert main(["import", str(published), "--output", output, "--operations", "createUser"]) == 3
    assert "import.yaml chooses already" in capsys.readouterr().err


def test_an_operation_that_is_gone_is_an_error_after_what_else_changed(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_answers(data: Any) -> None:
        data["schemas"] = {"NewUser": data["schemas"]["NewUser"]}
        del data["operations"]["findUsers"]["answer"], data["operations"]["createUser"]["answer"]

    made(published, without_answers)
    output = published.with_name("openapi.yaml")
    assert main(["import", str(published), "--output", str(output)]) == 0
    before = output.read_text()
    data = json.loads(published.read_text())
    del data["paths"]["/users"]["post"]
    data["paths"]["/users"]["get"]["parameters"][0].update(required=True)
    published.write_text(json.dumps(data))
    capsys.readouterr()
    assert main(["import", str(published), "--output", str(output)]) == 3
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "createUser: operation gone",
        "findUsers: query parameter `limit` became required",
    ]
    assert "the operation of 'createUser' in import.yaml is gone" in told.err
    assert output.read_text() == before
