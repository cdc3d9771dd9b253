"""The day on which something is checked, read or drafted."""

from __future__ import annotations

import datetime as dt
import os


def find_day() -> str:
    """Today as YYYY-MM-DD: that of SOURCE_DATE_EPOCH if it is set.
    https://reproducible-builds.org/specs/source-date-epoch/"""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = dt.datetime.fromtimestamp(int(epoch), dt.UTC).date() if epoch.isdecimal() else dt.date.today()
    return day.isoformat()
