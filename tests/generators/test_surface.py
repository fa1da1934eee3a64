"""The public surface: what breaks since the last release is found, and the changelog says so."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generators.__main__ import ROOT, main
from generators.surface import command
from generators.surface.breaks import breaks, unsaid
from generators.surface.snapshot import FILE, Surface, record, recorded, surface
from rolecall.runtime import shims
from rolecall.specification.schema import Provider

CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@cache
def providers() -> tuple[Provider, ...]:
    return tuple(provider for name in shims.vendors() if (provider := shims.load(name)) is not None)


def now() -> Surface:
    return copy.deepcopy(surface(providers()))


def test_the_changelog_says_what_breaks() -> None:
    assert list(map(str, unsaid(list(breaks(recorded()[1], now())), CHANGELOG))) == []


def test_the_recorded_surface_is_that_of_the_newest_release() -> None:
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\]", CHANGELOG, re.MULTILINE)
    assert newest is not None
    assert recorded()[0] == newest[1]


def user(found: Surface) -> dict[str, list[str]]:
    return found["okta"]["okta_user"]


def replaced(words: list[str], begins: str, instead: str | None) -> None:
    """Another word, or none, for the one that `begins` so."""
    (place,) = [number for number, word in enumerate(words) if word.startswith(begins)]
    words[place : place + 1] = [] if instead is None else [instead]


CHANGES: dict[str, tuple[Callable[[Surface], object], list[str]]] = {
    "a vendor is gone": (lambda found: found.pop("entra"), ["entra_gallery_application: is gone"]),
    "a type is gone": (lambda found: found["okta"].pop("data.okta_app"), ["data.okta_app: is gone"]),
    "an attribute is gone": (lambda found: user(found).pop("title"), ["okta_user.title: is gone"]),
    "another type": (
        lambda found: user(found).update(title=["set of string", "optional", "computed"]),
        ["okta_user.title: was string, and is set of string"],
    ),
    "required": (
        lambda found: user(found).update(title=["string", "required"]),
        ["okta_user.title: is required now"],
    ),
    "replaces": (
        lambda found: user(found)["title"].append("replaces"),
        ["okta_user.title: replaces the object now"],
    ),
    "read alone": (
        lambda found: user(found).update(title=["string", "computed"]),
        ["okta_user.title: cannot be set any more"],
    ),
    "new and required": (
        lambda found: user(found).update(shoe_size=["number", "required"]),
        ["okta_user.shoe_size: is new and required"],
    ),
    "a value is taken no longer": (
        lambda found: replaced(user(found)["on_destroy"], "one of ", 'one of ["delete", "retain"]'),
        ['okta_user.on_destroy: no longer takes "deactivate"'],
    ),
    "only some values are taken now": (
        lambda found: user(found)["title"].append('one of ["Dr"]'),
        ['okta_user.title: takes only "Dr" now'],
    ),
    "another default": (
        lambda found: replaced(user(found)["on_destroy"], "default ", 'default "retain"'),
        ['okta_user.on_destroy: had the default "delete", and has "retain"'],
    ),
    "a default where there was none": (
        lambda found: user(found)["title"].append('default "Dr"'),
        ['okta_user.title: had the default null, and has "Dr"'],
    ),
    "an argument of the provider is gone": (
        lambda found: found["okta"]["provider"].pop("org_url"),
        ["okta.provider.org_url: is gone"],
    ),
    "a value more": (
        lambda found: replaced(user(found)["on_destroy"], "one of ", 'one of ["delete", "deactivate", "retain", "x"]'),
        [],
    ),
    "any value at last": (lambda found: replaced(user(found)["on_destroy"], "one of ", None), []),
    "another parameter": (
        lambda found: found["okta"]["function.group_member_id"].update(where=["string", "required"]),
        ["function.group_member_id.where: is new and required"],
    ),
    "new and optional": (lambda found: user(found).update(shoe_size=["number", "optional"]), []),
    "optional at last": (lambda found: user(found).update(login=["string", "optional", "computed"]), []),
}


@pytest.mark.parametrize(("change", "told"), CHANGES.values(), ids=CHANGES)
def test_breaking_changes_are_found(change: Callable[[Surface], object], told: list[str]) -> None:
    before, after = now(), now()
    change(after)
    found = [str(each) for each in breaks(before, after)]
    assert found == told or (set(told) <= set(found) and "entra" not in after)


def test_only_the_newest_part_of_the_changelog_counts() -> None:
    before, after = now(), now()
    del user(after)["title"]
    found = list(breaks(before, after))
    old = "# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n\n- `okta_user.title` is gone.\n"
    assert unsaid(found, old) == found
    assert unsaid(found, old.replace("## [Unreleased]\n", "## [Unreleased]\n\n- `okta_user.title` is gone.\n")) == []
    assert unsaid(found, old.replace("## [Unreleased]\n", "## [Unreleased]\n\n- okta_user.title is gone.\n")) == found


def test_a_release_records_the_surface(tmp_path: Path) -> None:
    file = tmp_path / "surface.json"
    record("1.2.3", now(), file)
    assert recorded(file) == ("1.2.3", now())


def test_the_command_fails_for_what_nobody_was_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = now()
    user(before)["hat"] = ["string", "optional"]
    monkeypatch.setattr(command, "recorded", lambda: ("0.1.0", before))
    monkeypatch.setattr("generators.__main__.ROOT", tmp_path)
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n", encoding="utf-8")
    assert main(["surface"]) == 1
    assert "okta_user.hat: is gone (not in the changelog)" in capsys.readouterr().out
    (tmp_path / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n`okta_user.hat`\n", encoding="utf-8")
    assert main(["surface"]) == 0
    assert main(["surface", "--release", "next"]) == 2
    assert FILE.is_file()
