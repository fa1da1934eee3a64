"""What can hurt you about the APIs that vendors publish: the sentences of their traits on the generated pages."""

from __future__ import annotations

from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs" / "providers"

SENTENCES = [
    ("tanzu/index.md", "`org_id` may be left out: the token says it"),
    ("tanzu/resources/org_member.md", "No row says `status`. Whoever is listed counts as `ACTIVE`."),
    (
        "tanzu/resources/org_member.md",
        "No status says that an invitation expired. It has where `expirationTime`",
    ),
    ("tanzu/resources/org_member.md", "**A successful answer may refuse**: what its list `failed` names was not done."),
    ("tanzu/resources/org_member.md", "an empty answer means that our account may not see them"),
    ("tanzu/resources/org_member.md", "only what is given directly is managed. What comes by a group is shown apart."),
    ("tanzu/resources/group_member.md", "`email` must be an active member of the organization**: for anybody else"),
    ("splunk/index.md", "While it answers `424` or `429`, it has done nothing"),
    ("splunk/index.md", "for up to 20 minutes, changes too"),
    ("tanium/resources/user.md", "`content_set_roles` comes from a listing of its own"),
    ("tanium/resources/role_binding.md", "Each is an object of its own at the vendor"),
]


@pytest.mark.parametrize(("page", "words"), SENTENCES)
def test_a_page_tells_what_can_hurt(page: str, words: str) -> None:
    assert words in " ".join((DOCS / page).read_text(encoding="utf-8").split())
