"""What a page weighs over the wire: itself and everything it asks for, compressed as a browser gets it, each once."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

__all__ = ["weight_of"]

_ASKED = re.compile(r'(?:href|src)="/static/([^"?#]+\.(?:css|js|svg|woff2|png))')
_NAMED = re.compile(r"""url\(["']?([^"')]+\.(?:woff2|svg|png))""")
_FONT = re.compile(r"@font-face\s*\{[^}]*\}")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
_HASH = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")
_PACKED = (".woff2", ".png")


def weight_of(html: str) -> dict[str, int]:
    """Bytes by file. Of the fonts, those that hold a letter of the page: a browser fetches no others."""
    letters = {ord(letter) for letter in html}
    weights = {"page": len(gzip.compress(html.encode()))}
    waiting = _ASKED.findall(html)
    while waiting:
        name = _HASH.sub("", waiting.pop())
        if name in weights:
            continue
        found = finders.find(name)
        assert found, f"{name} is asked for and not there"
        content = Path(found).read_bytes()
        weights[name] = len(content) if name.endswith(_PACKED) else len(gzip.compress(content))
        if name.endswith(".css"):
            needed = _FONT.sub(lambda font: font[0] if _is_needed(font[0], letters) else "", content.decode())
            waiting += [str(Path(name).parent / url) for url in _NAMED.findall(needed)]
    return weights


def _is_needed(font: str, letters: set[int]) -> bool:
    ranges = [(int(low, 16), int(high or low, 16)) for low, high in _RANGE.findall(font)]
    return not ranges or any(low <= letter <= high for low, high in ranges for letter in letters)
