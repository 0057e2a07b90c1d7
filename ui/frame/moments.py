"""How days and moments are said: the nearer, the shorter."""

from __future__ import annotations

from datetime import date, datetime, time


def moment(when: datetime, today: date) -> str:
    """Say when something was made, the nearer the shorter; where only the day is known, midnight stands for it.

    >>> moment(datetime(2026, 1, 23, 8, 30), date(2026, 1, 23)), moment(datetime(2026, 1, 20, 16, 2), date(2026, 1, 23))
    ('今天 08:30', '1月20日 16:02')
    >>> moment(datetime(2025, 12, 1), date(2026, 1, 23))
    '2025年12月1日'
    >>> moment(datetime(2026, 1, 22), date(2026, 1, 23))
    '昨天'
    """
    if when.time() == time():
        return day(when, today)
    if when.year != today.year:
        return f"{when.year}年{when.month}月{when.day}日"
    return f"{day(when, today)} {when:%H:%M}"


def day(when: datetime, today: date) -> str:
    """Say on which day something was made.

    >>> day(datetime(2026, 1, 22, 8), date(2026, 1, 23)), day(datetime(2025, 1, 22), date(2026, 1, 23))
    ('昨天', '2025年1月22日')
    """
    back = (today - when.date()).days
    if back in {0, 1}:
        return "今天" if back == 0 else "昨天"
    return f"{'' if when.year == today.year else f'{when.year}年'}{when.month}月{when.day}日"


def moment_here(when: datetime) -> str:
    """Say a moment of any zone by the clock of this machine."""
    local = when.astimezone() if when.tzinfo else when
    return moment(local, datetime.now().astimezone().date())
