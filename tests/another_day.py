"""As `sitecustomize.py` on PYTHONPATH: in every Python that starts there it is 400 days later.

The classes of datetime stay the ones they are, because others compare with them: their methods are replaced in place.
"""

import ctypes
import datetime
import gc
import time

LATER = 400 * 86_400
now, now_in_nanoseconds, local, greenwich = time.time, time.time_ns, time.localtime, time.gmtime


def replace(kind: type, **methods: object) -> None:
    """Put class methods into a class that is written in C."""
    (inside,) = (found for found in gc.get_referents(kind.__dict__) if isinstance(found, dict))
    inside.update({name: classmethod(method) for name, method in methods.items()})
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(kind))


time.time = lambda: now() + LATER
time.time_ns = lambda: now_in_nanoseconds() + LATER * 10**9
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: greenwich(time.time() if seconds is None else seconds)
replace(
    datetime.datetime,
    now=lambda kind, tz=None: kind.fromtimestamp(time.time(), tz),
    today=lambda kind: kind.fromtimestamp(time.time()),
    utcnow=lambda kind: kind.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None),
)
replace(datetime.date, today=lambda kind: kind.fromtimestamp(time.time()))
