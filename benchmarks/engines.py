"""Providers at work without Terraform: configured engines, bare states, and ten workers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from rolecall.runtime.application import Object, StateResult
from rolecall.runtime.engine import Engine
from rolecall.specification.schema import Provider, Schema

T = TypeVar("T")

WORKERS: Final = 10
"""As many as Terraform has by default."""


def engine_for(shim: Provider, environment: Mapping[str, str]) -> Engine:
    """A configured provider, as a new Terraform command has it."""
    engine = Engine(shim, environment=environment)
    engine.configure(bare(shim.schema), terraform_version="1.11.4", deferral_allowed=False)
    return engine


def bare(schema: Schema, **values: Any) -> Object:
    """A state, or a configuration, with these values and nothing else."""
    return {**dict.fromkeys((item.name for item in schema.attributes), None), **values}


def every(work: Callable[[T], StateResult], items: Iterable[T]) -> list[StateResult]:
    """`work` on all items, ten at a time, in random order."""
    shuffled = list(items)
    random.Random(7).shuffle(shuffled)
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(work, shuffled))
