"""As `sitecustomize.py` on PYTHONPATH: in every process that starts there it is 400 days later."""

import datetime
import time

LATER = 400 * 86_400
now, now_in_nanoseconds = time.time, time.time_ns


class _Day(datetime.date):
    @classmethod
    def today(cls) -> "_Day":
        return cls.fromtimestamp(time.time())


class _Moment(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "_Moment":
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> "_Moment":
        return cls.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls) -> "_Moment":
        return cls.now()


time.time = lambda: now() + LATER
time.time_ns = lambda: now_in_nanoseconds() + LATER * 10**9
datetime.date, datetime.datetime = _Day, _Moment
