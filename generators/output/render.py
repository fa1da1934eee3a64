"""Templates: laid out, filled with values, never given anything to decide that code has not decided before."""

from __future__ import annotations

import shlex
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from generators import text
from generators.naming import header, notice
from rolecall.version import released


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Python, Markdown and HCL have escapes of their own: the filters below
    )
    environment.filters.update(
        code=text.code,
        comment=text.comment,
        docstring=text.docstring,
        hcl=text.hcl,
        markdown=text.markdown,
        python=text.python,
        shell=shlex.quote,
        yaml_text=text.yaml_text,
    )
    environment.globals.update(header_of=header, notice_of=notice, released=released)
    return environment


def render_template(name: str, /, **values: Any) -> str:
    """The template `name` with `values`; a name it uses and was not given is an error (jinja2.UndefinedError)."""
    return _environment().get_template(name).render(**values)
