"""Named streams of random numbers: a draw more in one model changes no number of another."""

from hashlib import sha256

from numpy.random import PCG64DXSM, Generator, SeedSequence

ROOT = 20261006


def stream(name: str) -> Generator:
    """The stream of the component `name`; the same numbers in every run."""
    return Generator(PCG64DXSM(SeedSequence([ROOT, *sha256(name.encode()).digest()[:16]])))
