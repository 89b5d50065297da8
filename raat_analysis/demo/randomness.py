"""Named streams of random numbers: adding a draw in one component changes no other component."""

from hashlib import sha256

from numpy.random import PCG64DXSM, Generator, SeedSequence

ROOT = 20261006


def stream(name: str, root: int = ROOT) -> Generator:
    """The stream of the component `name` under one root seed."""
    return Generator(PCG64DXSM(SeedSequence([root, *sha256(name.encode()).digest()[:16]])))
