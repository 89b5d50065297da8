"""Answers to questions in which more than one thing may be named."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from raat_analysis.codelists import entries
from raat_analysis.demo.rounding import Floats, Ints


def named(rng: np.random.Generator, codelist: str, shares: list[float], top: pl.Series) -> pl.Series:
    """Per person the codes named: the top one and one or two others, in the order of the codelist.

    Nobody without a top one names anything, and who names `none` names nothing else.
    """
    codes = list(entries(codelist))
    first = np.array(top.replace_strict({code: i for i, code in enumerate(codes)}, default=-1).to_list(), dtype=int)
    keys = _keys(rng, codes, shares, first)
    others = rng.integers(1, 3, len(first))
    places = np.argsort(np.argsort(-keys, axis=1), axis=1)
    chosen = (places <= others[:, None]) & (first[:, None] >= 0) & np.isfinite(keys)
    if "none" in codes:
        chosen &= (first != codes.index("none"))[:, None]
        chosen[:, codes.index("none")] = first == codes.index("none")
    return _lists(chosen, codes).alias(top.name)


def _keys(rng: np.random.Generator, codes: list[str], shares: list[float], first: Ints) -> Floats:
    """Sort keys for a draw without replacement by share; the top one comes first, `none` never as another."""
    weights = np.array([0.0 if code == "none" else share for code, share in zip(codes, shares, strict=True)])
    with np.errstate(divide="ignore"):
        keys = np.log(weights)[None, :] + rng.gumbel(size=(len(first), len(codes)))
    answered = np.flatnonzero(first >= 0)
    keys[answered, first[answered]] = 1e9
    return np.asarray(keys)


def _lists(chosen: NDArray[np.bool_], codes: list[str]) -> pl.Series:
    """The codes that are true in each row; equal rows are made once."""
    sets, which = np.unique(chosen @ (1 << np.arange(len(codes))), return_inverse=True)
    lists = [[code for i, code in enumerate(codes) if each >> i & 1] for each in sets.tolist()]
    return pl.Series(lists, dtype=pl.List(pl.String)).gather(which)
