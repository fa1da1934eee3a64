from __future__ import annotations

from pathlib import Path

from generators.output.protocol import TARGET, render

ROOT = Path(__file__).parents[2]


def test_the_message_classes_are_what_their_source_says() -> None:
    rendered = render(ROOT)
    assert len(rendered) == 5
    for path, text in rendered.items():
        assert (ROOT / path).read_text() == text, f"{path} is not what its .proto says: run `python -m generators`"
        assert "DO NOT EDIT" in text.splitlines()[0]
    stray = {path.relative_to(ROOT) for path in (ROOT / TARGET).glob("*.py*")} - rendered.keys()
    assert stray == set()
