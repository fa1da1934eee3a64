"""From a document as a vendor publishes it to a provider: what is guessed of errors, tokens and rights, and ids."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generators.__main__ import main
from generators.input.openapi import load_description
from generators.load import load_vendor
from generators.output.sandbox import document
from rolecall.sandbox.generic.options import GenericOptions
from rolecall.sandbox.generic.store import GenericStore
from tests.generators.test_new_vendor import answer

PUBLISHED = Path(__file__).parent / "published" / "beacon.yaml"
UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The vendor's folder as two commands make it, its questions open."""
    imported = tmp_path / "openapi.yaml"
    assert main(["import", str(PUBLISHED), "--paths", "/*", "--output", str(imported)]) == 0
    assert main(["new", "beacon", "--from", str(imported), "--into", str(tmp_path)]) == 0
    capsys.readouterr()
    return tmp_path / "beacon"


@pytest.fixture
def said(folder: Path) -> Any:
    return yaml.safe_load((folder / "provider.yaml").read_text(encoding="utf-8"))


def test_a_document_of_another_version_is_led_to_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "beacon", "--from", str(PUBLISHED), "--into", str(tmp_path)]) == 3
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "beacon.yaml:2: the document is OpenAPI 3.0.3; expected OpenAPI 3.1, which `rolecall generate import" in told


def test_error_answers_say_where_their_words_are(said: Any) -> None:
    assert said["errors"] == {"messages": ["errors.0.detail"], "signature": ["errors.0.code"]}


def test_a_token_has_an_owner_an_end_and_rights(said: Any) -> None:
    token = said["resources"]["beacon_token"]
    assert token["secret"] == {"attribute": "secret", "owner": "user_id", "expires": "expires_at"}
    assert token["access"]["credential"] == {"name": "name", "owner": "user_id", "until": "expires_at"}
    assert token["access"]["permissions"] == [{"attribute": "scopes", "kind": "scope"}]


def test_an_address_inside_of_a_member_is_that_of_the_account(said: Any) -> None:
    account = said["resources"]["beacon_user"]["access"]["account"]
    assert account == {"name": "email", "mail": "email", "disabled": {"active": [False]}}


def test_a_token_that_nobody_seems_to_own_is_a_question(folder: Path, tmp_path: Path) -> None:
    description = (folder / "openapi.yaml").read_text(encoding="utf-8").replace("user_id:", "made_for:")
    (tmp_path / "other.yaml").write_text(description.replace("- user_id\n", "- made_for\n"), encoding="utf-8")
    assert main(["new", "signal", "--from", str(tmp_path / "other.yaml"), "--into", str(tmp_path)]) == 0
    told = yaml.safe_load((tmp_path / "signal" / "provider.yaml").read_text(encoding="utf-8"))
    owner = told["resources"]["signal_token"]["access"]["credential"]["owner"]
    assert owner.startswith("? The attribute with the id of the account")


def test_made_up_ids_and_errors_have_the_form_of_the_vendors_own(folder: Path) -> None:
    answer(folder)
    spec = load_vendor(folder)
    served = document(spec, load_description(folder / "openapi.yaml"))
    assert served.signature == ("errors.0.code",)
    store = GenericStore(served, GenericOptions())
    ids = {store.new_key("users") for _ in range(9)}
    assert len(ids) == 9
    assert all(re.fullmatch(UUID, each) for each in ids)
