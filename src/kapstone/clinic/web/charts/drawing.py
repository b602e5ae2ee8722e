"""What every chart is made of: a sentence, a picture for wide and one for narrow places, and the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape

__all__ = ["Drawing", "Table", "day", "day_ticks", "element", "number", "picture", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The numbers behind a picture. A column name ending in "#" holds numbers."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart ready for `{% chart %}`. `wide` and `narrow` are SVG; the page's width chooses."""

    sentence: str
    wide: str
    narrow: str = ""
    table: Table | None = None


def number(value: float) -> str:
    """A coordinate or a reading without needless digits, with a true minus sign left out (SVG wants ASCII)."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, body: str = "", **attributes: float | str) -> str:
    """One SVG element. `cls` is the class; underscores become hyphens."""
    parts = []
    for key, value in attributes.items():
        key = "class" if key == "cls" else key.replace("_", "-")
        shown = number(value) if isinstance(value, int | float) else escape(value)
        parts.append(f' {key}="{shown}"')
    return f"<{name}{''.join(parts)}>{body}</{name}>" if body else f"<{name}{''.join(parts)}/>"


def text(x: float, y: float, words: str, cls: str = "c-text", anchor: str = "start") -> str:
    extra = {} if anchor == "start" else {"text_anchor": anchor}
    return element("text", escape(words), cls=cls, x=x, y=y, **extra)


def picture(width: float, height: float, title: str, description: str, parts: Sequence[str], cls: str = "") -> str:
    """The whole picture; a reader hears `title`, and `description` after it."""
    body = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(parts)}"
    return element(
        "svg", body, cls=f"c-svg {cls}".strip(), viewBox=f"0 0 {number(width)} {number(height)}", width=width, height=height,
        role="img", aria_label=f"{title}. {description}" if description else title,
    )  # fmt: skip


def day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def day_ticks(first: date, last: date, most: int) -> list[date]:
    """At most `most` evenly spaced days from `first`, weeks apart."""
    span = max((last - first).days, 1)
    step = next((weeks * 7 for weeks in (1, 2, 4, 8, 13, 26, 52) if span / (weeks * 7) <= most - 0.5), 364)
    if span < 7:
        step = max(1, -(-span // most))
    return [first + timedelta(days=days) for days in range(0, span + 1, step)]
