"""Tools that would call home are told not to, before they are imported."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

NO_CALLS = {"GX_ANALYTICS_ENABLED": "false", "DVC_NO_ANALYTICS": "1"}
SLOW_AND_UNUSED = "rfc3987_syntax"  # jsonschema's optional check of IRIs: 1 to 2 s of import, used by nothing here


def stay_offline() -> None:
    """Switch off the usage statistics of Great Expectations and DVC, for this process and the ones it starts."""
    os.environ.update(NO_CALLS)


@contextmanager
def lean_import() -> Iterator[None]:
    """Import a library without the IRI grammar that jsonschema loads when it is there.

    jsonschema treats it as an optional extra (it suppresses the ImportError), so only `format: iri` goes unchecked.
    """
    absent = SLOW_AND_UNUSED not in sys.modules
    if absent:
        sys.modules[SLOW_AND_UNUSED] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if absent:
            sys.modules.pop(SLOW_AND_UNUSED, None)
