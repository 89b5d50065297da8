"""One report to make, and what became of it. Light to import: the work is in worker.py, which workers have ready."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from raat_analysis.rendering.facts import Facts

IN_PROCESS, KERNEL = "in_process", "kernel"
EVERYTHING = "alle-cijfers.csv"  # every number of a region, beside its factsheet
ENGINES = (IN_PROCESS, KERNEL)
NO_NUMBERS, REGION_NUMBERS, FASE0_NUMBERS = "none", "region", "fase0"  # what open data stand beside a report

Tables = Mapping[str, pl.DataFrame]  # path below the published folder → table


@dataclass(frozen=True)
class Job:
    """A report to make: which notebook with which parameters, what it says about itself, and where it goes."""

    notebook: Path
    parameters: Mapping[str, Any]
    facts: Facts
    group: str  # the folder of its kind below rendered/: factsheets, fase0 or members
    stem: str  # path without extension, below that folder: twente/factsheet
    tables: Callable[[], Tables]  # the published rows that it may use, and no others
    open_data: str = NO_NUMBERS
    rules: bytes = b""  # why a number may be secret, in words, as public/protection.json has them

    @property
    def name(self) -> str:
        """How a person asks for this report: factsheets/twente/factsheet."""
        return f"{self.group}/{self.stem}"


@dataclass(frozen=True)
class Order:
    """A job as it is sent to whoever makes it: nothing in it is on one machine but for the shared cache.

    `desk` says which content (by its SHA-256, in the cache) lies where while the report is made: notebook and tables.
    """

    name: str
    stem: str
    notebook: str
    parameters: Mapping[str, Any]
    facts: Facts
    open_data: str
    engine: str
    desk: Mapping[str, str]
    made_with: str  # SHA-256 of code and libraries: another machine must have the same
    key: str  # of all that goes in: where the cache keeps what comes out
    cache: Path


@dataclass(frozen=True)
class Outcome:
    """What became of a job: `failure` is '' when its files are in the cache. Seconds are for the log, not for files."""

    subject: str
    failure: str = ""
    name: str = ""
    executed: str = ""  # the object that holds the notebook with its error
    made: bool = True  # not taken from the cache
    seconds: Mapping[str, float] = field(default_factory=dict)
