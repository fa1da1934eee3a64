"""A file that cannot be used is told in words."""

from __future__ import annotations

import errno

import pytest

from rolecall.text.file_errors import unusable


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "/x"), "/x cannot be written: you are not allowed to"),
        (FileNotFoundError(errno.ENOENT, "No such file", b"/x"), "/x cannot be written: it does not exist"),
        (OSError(errno.ENOSPC, "No space left on device"), "nothing can be written: the disk is full"),
        (OSError(errno.EIO, "Input/output error", "/x"), "/x cannot be written: input/output error"),
        (OSError("odd"), "nothing can be written: odd"),
    ],
)
def test_it_is_one_sentence_without_a_number(error: OSError, said: str) -> None:
    assert unusable(error) == said


def test_what_should_have_been_done_is_said() -> None:
    assert unusable(IsADirectoryError(errno.EISDIR, "", "/x"), "read") == "/x cannot be read: it is a folder"
