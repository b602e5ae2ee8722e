"""The shapes that carry meaning beside colour, drawn on a 16-unit square."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

__all__ = ["ICONS", "icon"]

_CUT = 'fill-rule="evenodd" '

ICONS: dict[str, str] = {
    # levels
    "clear": '<path d="M6.2 12.6 1.9 8.3l1.4-1.4 2.9 2.9 6.5-6.5 1.4 1.4z"/>',
    "note": '<circle cx="8" cy="8" r="4.5"/>',
    "caution": f'<path {_CUT}d="M8 1.2 15.4 14.4H.6zM7.1 6h1.8l-.3 4.4H7.4zm.9 5.3a1 1 0 1 1 0 2 1 1 0 0 1 0-2z"/>',
    "unknown": '<path d="M8 1.5c2.5 0 4.2 1.5 4.2 3.6 0 1.6-.9 2.5-1.9 3.2-.9.6-1.2 1-1.2 1.9v.3H6.9v-.6c0-1.5.7-2.2 1.7-2.9.8-.6 1.3-1 1.3-1.8 0-1-.8-1.6-1.9-1.6-1.2 0-2 .7-2.1 1.9H3.7C3.8 3 5.5 1.5 8 1.5zM8 11.9a1.35 1.35 0 1 1 0 2.7 1.35 1.35 0 0 1 0-2.7z"/>',
    "review": '<circle cx="8" cy="4.6" r="3.3"/><path d="M1.6 15c0-3.6 2.8-5.8 6.4-5.8s6.4 2.2 6.4 5.8z"/>',
    "hold": f'<path {_CUT}d="M1.8 1.8h12.4v12.4H1.8zM5.2 4.8v6.4h1.9V4.8zm3.7 0v6.4h1.9V4.8z"/>',
    "stop": f'<path {_CUT}d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5zM4 7v2h8V7z"/>',
    "urgent": f'<path {_CUT}d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5zM7 3.6l.25 5.4h1.5L9 3.6zm1 6.6a1.15 1.15 0 1 0 0 2.3 1.15 1.15 0 0 0 0-2.3z"/>',
    # stages
    "stage-done": f'<path {_CUT}d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0zM6.9 11.7l5.3-5.3-1.3-1.3-4 4-2-2-1.3 1.3z"/>',
    "stage-current": f'<path {_CUT}d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0zm0 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 2.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z"/>',
    "stage-blocked": f'<path {_CUT}d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0zm0 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM5.2 5h2v6h-2zm3.6 0h2v6h-2z"/>',
    "stage-ahead": f'<path {_CUT}d="M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1.5a5 5 0 1 0 0 10A5 5 0 0 0 8 3z"/>',
    # the rest
    "back": '<path d="M10.7 2.3 12 3.6 7.6 8l4.4 4.4-1.3 1.3L5 8z"/>',
    "next": '<path d="M5.3 2.3 4 3.6 8.4 8 4 12.4l1.3 1.3L11 8z"/>',
    "help": '<path d="M8 14.3 1.7 8.1a3.8 3.8 0 0 1 0-5.3 3.6 3.6 0 0 1 5.2 0L8 3.9l1.1-1.1a3.6 3.6 0 0 1 5.2 0 3.8 3.8 0 0 1 0 5.3z"/>',
    "info": f'<path {_CUT}d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0zM7.1 7v5h1.8V7zM8 3.6a1.15 1.15 0 1 0 0 2.3 1.15 1.15 0 0 0 0-2.3z"/>',
    "good": f'<path {_CUT}d="M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0zM6.9 11.7l5.3-5.3-1.3-1.3-4 4-2-2-1.3 1.3z"/>',
    "clock": f'<path {_CUT}d="M8 .5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm-.8 1.8h1.6v3.9l2.7 1.6-.8 1.3-3.5-2.1z"/>',
}


def icon(name: str) -> SafeString:
    """One icon as inline SVG, hidden from readers because a word always stands beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(ICONS[name]),  # noqa: S308  ours, from the table above
    )
