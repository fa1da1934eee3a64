"""`python -m generators new`: what is guessed from an API description, what is asked, and what a few answers make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from generators.__main__ import main
from generators.input.yaml_source import DefinitionError
from generators.load import load_vendor

WILD = Path(__file__).parent / "wild"
ANSWERS = {
    "What the provider manages": "People and what they may do.",
    "Where error answers hold": "error.message",
    "What only the vendor writes": "error.message",
    "What one ": "One of them.",
    "What it is": "One of its members.",
    "What the ": "Those that it has.",
    "Why it gives nobody access": "It opens nothing.",
    r"Why \w+ gives nobody anything": "It opens nothing.",
    "Why it is left out": "Nobody needs it.",
    "Which values of ": "LOCKED",
    "Only create takes it": "false",
    "The values of ": "RUNNING",
    "The value of ": "DONE",
}


def new(vendor: str, into: Path) -> Path:
    assert main(["new", vendor, "--from", str(WILD / vendor / "openapi.yaml"), "--into", str(into)]) == 0
    return into / vendor


def answer(folder: Path) -> int:
    """Answer every question; gives how many there were."""
    path, count = folder / "provider.yaml", 0
    text = path.read_text(encoding="utf-8")
    for question, words in ANSWERS.items():
        text, found = re.subn(rf"'\? {question}[^']*'", words, text)
        count += found
    path.write_text(text, encoding="utf-8")
    return count


@pytest.mark.parametrize(("vendor", "questions"), [("harbor", 9), ("lantern", 8), ("nimbus", 11), ("quarry", 8)])
def test_a_few_answers_make_a_definition_that_generates(
    vendor: str, questions: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = new(vendor, tmp_path)
    assert f"{questions} questions are open" in capsys.readouterr().out
    assert answer(folder) == questions
    made, meant = load_vendor(folder).provider, load_vendor(WILD / vendor).provider
    bindings = {"harbor_crew_member"}  # a second way to manage a set is a choice
    assert {each.name for each in made.resources} == {each.name for each in meant.resources} - bindings
    for one, other in zip(made.collections, meant.collections, strict=True):
        assert (one.key, one.list, one.get, one.pagination) == (other.key, other.list, other.get, other.pagination)
        assert one.envelope == other.envelope
        assert one.nested_set == other.nested_set
        assert one.parents == other.parents
    for each in made.resources:
        said = meant.resource(each.name).lifecycle
        for call in ("create", "update", "delete", "job"):
            assert getattr(each.lifecycle, call, None) == getattr(said, call, None), f"{call} of {each.name}"
        links = {item.name: item.links for item in meant.resource(each.name).schema.attributes if item.links}
        assert {item.name: item.links for item in each.schema.attributes if item.links} == links


def test_questions_are_refused_with_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = new("nimbus", tmp_path)
    told = capsys.readouterr().out
    with pytest.raises(DefinitionError) as caught:
        load_vendor(folder)
    lines = [int(line.split(":")[1]) for line in str(caught.value).splitlines()]
    assert len(lines) == 11
    assert all(f"provider.yaml:{line}:" in told for line in lines)
    assert "this is still a question: What one person is, in one sentence." in str(caught.value)


def test_natural_keys_paging_and_access_are_guessed(tmp_path: Path) -> None:
    said = yaml.safe_load((new("nimbus", tmp_path) / "provider.yaml").read_text(encoding="utf-8"))
    assert said["collections"]["people"]["natural_key"] == {"attribute": "email", "query": "email"}
    assert said["pagination"] == {"style": "token", "size": "limit", "start": "cursor", "next": "page.next"}
    assert said["resources"]["nimbus_person"]["access"] == {
        "account": {"name": "email", "mail": "email", "disabled": {"blocked": [True], "state": ["DELETED"]}}
    }
    assert said["resources"]["nimbus_key"]["secret"] == {"attribute": "secret", "owner": "person_id"}
    assert said["resources"]["nimbus_key"]["access"] == {"credential": {"name": "label", "owner": "person_id"}}


def test_what_is_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new("nimbus", tmp_path)
    arguments = ["new", "nimbus", "--from", str(WILD / "nimbus" / "openapi.yaml"), "--into", str(tmp_path)]
    assert main(arguments) == 3
    assert "provider.yaml is there already" in capsys.readouterr().err
    assert main(["new", "Nim-bus", *arguments[2:]]) == 3
    assert "'Nim-bus' is no vendor's name" in capsys.readouterr().err


def test_a_description_without_lists_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    described = yaml.safe_load((WILD / "nimbus" / "openapi.yaml").read_text(encoding="utf-8"))
    described["paths"] = {"/tasks/{task}": described["paths"]["/tasks/{task}"]}
    (tmp_path / "openapi.yaml").write_text(yaml.safe_dump(described), encoding="utf-8")
    assert main(["new", "nimbus", "--from", str(tmp_path / "openapi.yaml"), "--into", str(tmp_path / "made")]) == 3
    assert "nothing looks like a collection" in capsys.readouterr().err
    assert not (tmp_path / "made").exists()
