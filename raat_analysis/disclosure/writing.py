"""The published tables as files: public for everybody, a folder per organisation for that organisation only."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from raat_analysis.disclosure.protect import Published
from raat_analysis.errors import RaatError, cases
from raat_analysis.parquet import write_table

ORGANISATION_CODE = re.compile(r"[A-Z]{2}-[A-Z]\d{2}")


def write_published(published: Published, public_tables: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Write public/ (numbers, cells, actions, …, protection.json) and members/<code>/numbers.parquet.

    An organisation's file holds its own rows only; its region_code says with which public rows to compare.
    """
    public, members = folder / "public", folder / "members"
    public.mkdir(parents=True)
    members.mkdir()
    for name, table in {"numbers": published.numbers, "cells": published.cells, **public_tables}.items():
        write_table(table, public / f"{name}.parquet")
    text = json.dumps(published.protection, ensure_ascii=False, indent=1)
    (public / "protection.json").write_text(text + "\n", encoding="utf-8")
    for code, rows in _by_organisation(published.members).items():
        (members / code).mkdir()
        write_table(rows, members / code / "numbers.parquet")


def _by_organisation(members: pl.DataFrame) -> dict[str, pl.DataFrame]:
    parts = members.partition_by("organisation_code", as_dict=True, maintain_order=True)
    named = {str(key[0]): part for key, part in parts.items()}
    odd = [code for code in named if not ORGANISATION_CODE.fullmatch(code)]
    if odd:
        raise RaatError(f"{len(odd)} organisation codes cannot be the name of a folder:\n{cases(odd)}")
    return named
