"""Somebody at a keyboard: finds fields by tabbing, types, chooses with arrows, presses Enter. Never a mouse."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

__all__ = ["Walker"]

_IMAGES = Path(__file__).parents[2] / "docs" / "images"
_NEAR = 12
"""So many stops on from where the focus is; what lies further is looked for from the top."""
_FAR = 400
"""More stops than any page has; a field that is not reached by then cannot be reached by keyboard."""


class Walker:
    """One person's browser window, used by keyboard alone."""

    def __init__(self, page: Any, address: str) -> None:  # Any: playwright's Page
        self.page = page
        self.page.set_default_timeout(8000)
        self.address = address

    def go(self, path: str) -> None:
        """Type an address."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"

    def see(self, *words: str) -> None:
        """These words stand on the page."""
        shown = self.page.inner_text("body")
        for each in words:
            assert each.casefold() in shown.casefold(), f"{each!r} is not on {self.page.url}:\n{shown[:900]}"

    def tab_to(self, selector: str) -> None:
        """Move the focus until it is on an element that matches; opens what is folded away on the way."""
        found = self.page.locator(selector).first
        assert found.count(), f"{selector} is not on {self.page.url}:\n{self.page.inner_text('body')[:900]}"
        if not found.is_visible():
            self._unfold(selector)
        here = f"document.activeElement.matches({selector!r})"
        if self.page.evaluate(here):
            return
        if self._tabs(here, _NEAR):
            return
        # Tabbing starts anew from the top, as after loading the page.
        self.page.evaluate(
            "document.activeElement.blur(); window.getSelection().removeAllRanges(); document.body.tabIndex = -1; document.body.focus()"
        )
        if self._tabs(here, _FAR):
            return
        there = self.page.locator(selector)
        what = there.first.evaluate("element => element.outerHTML") if there.count() else "it is gone"
        raise AssertionError(f"{selector} on {self.page.url} cannot be reached with the Tab key: {what[:300]}")

    def _tabs(self, here: str, most: int) -> bool:
        for _ in range(most):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(here):
                return True
        return False

    def press(self, selector: str) -> None:
        """Go to a button or link and press Enter; wait for what comes."""
        self.tab_to(selector)
        with self.page.expect_event("load"):  # a page that only goes on to another part of itself has not answered yet
            self.page.keyboard.press("Enter")

    def button(self, words: str) -> None:
        """Press the button or link with these words, once parts of the page that answer to what was typed have come."""
        if self.page.evaluate("'htmx' in window"):
            self.page.evaluate("document.activeElement.blur()")
            self.page.wait_for_timeout(300)  # a change has time to be sent
            self.page.wait_for_function("!document.querySelector('.htmx-request, .htmx-settling, .htmx-swapping')")
        found = self.page.locator(f'button:has-text("{words}"), a:has-text("{words}")').first
        assert found.count(), f"no button {words!r} on {self.page.url}:\n{self.page.inner_text('body')[:900]}"
        found.evaluate("element => element.setAttribute('data-wanted', '')")
        self.press("[data-wanted]")

    def fill(self, form: str, values: dict[str, Any]) -> None:
        """Fill the form whose action ends in `form` ('' for the only one)."""
        scope = f'form[action$="{form}"]' if form else "main form"
        for name, value in values.items():
            self._answer(scope, name, value)

    def send(self, form: str, values: dict[str, Any]) -> None:
        """Fill a form and press its first button; nothing may be wrong with it."""
        self.fill(form, values)
        scope = f'form[action$="{form}"]' if form else "main form"
        self.page.locator(f"{scope} button:not([name]):not([type=button])").first.evaluate(
            "element => element.setAttribute('data-send', '')"
        )
        self.press("[data-send]")
        wrong = self.page.locator(".errors")
        assert not wrong.count(), (
            f"{form or self.page.url} was refused: {wrong.first.inner_text()}\n{self.page.inner_text('main')[:1500]}"
        )

    def picture(self, name: str, *, full: bool = False) -> None:
        """For the readme and the tutorial, when asked for."""
        if os.environ.get("KAPSTONE_SCREENSHOTS"):
            _IMAGES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=_IMAGES / f"{name}.png", full_page=full)

    # -- one field --------------------------------------------------------------------------------------------------

    def _answer(self, scope: str, name: str, value: Any) -> None:  # Any: what a person would enter
        field = f'{scope} :is([name="{name}"], [name$="-{name}"])'
        assert self.page.locator(field).count(), f"{field} is not on {self.page.url}:\n{self.page.inner_text('main')[:1500]}"
        kind = self.page.locator(field).first.evaluate("element => element.type || element.tagName.toLowerCase()")
        match kind:
            case "radio":
                self._choose(field, str(value))
            case "checkbox":
                for each in value if isinstance(value, list | tuple) else ([value] if value not in (True, False) else [None]):
                    box = field if each is None else f'{field}[value="{each}"]'
                    self.tab_to(box)
                    if not self.page.locator(box).first.is_checked() and value is not False:
                        self.page.keyboard.press("Space")
            case "select-one":
                self.tab_to(field)
                words = self.page.locator(f'{field} option[value="{value}"]').first.inner_text()
                self.page.keyboard.type(words)
                assert self.page.locator(field).first.input_value() == str(value), (
                    f"{name}: {words} could not be chosen by typing"
                )
            case "datetime-local" | "date" | "time":
                self.tab_to(field)
                self._type_moment(kind, value)
                typed, wanted = (
                    self.page.locator(field).first.input_value(),
                    value.isoformat()[: 16 if kind == "datetime-local" else 10],
                )
                assert kind == "time" or typed[: len(wanted)] == wanted, (
                    f"{name}: {wanted} was typed, and {typed!r} stands there"
                )
            case _:
                self.tab_to(field)
                self.page.keyboard.press("Control+a")
                self.page.keyboard.type(str(value))

    def _choose(self, field: str, value: str) -> None:
        self.tab_to(field)
        for _ in range(self.page.locator(field).count() + 1):
            if self.page.evaluate("document.activeElement.value") == value:
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not among the choices of {field}")

    def _type_moment(self, kind: str, value: Any) -> None:  # Any: a datetime or a date
        if kind != "time":
            self.page.keyboard.type(f"{value:%m%d%Y}")
        if isinstance(value, datetime) and kind == "datetime-local":
            self.page.keyboard.press("Tab")
        if isinstance(value, datetime) and kind != "date":
            self.page.keyboard.type(f"{value:%I%M%p}")

    def _unfold(self, selector: str) -> None:
        """Open the folded parts around an element, outermost first, by their summaries."""
        folded = self.page.locator(selector).first.evaluate(
            """element => {
                let count = 0
                for (let at = element.parentElement.closest('details:not([open])'); at; at = at.parentElement.closest('details:not([open])'))
                    at.querySelector(':scope > summary').setAttribute('data-fold', String(count++))
                return count
            }"""
        )
        for number in reversed(range(folded)):
            self.tab_to(f'[data-fold="{number}"]')
            self.page.keyboard.press("Enter")
        self.page.evaluate("document.querySelectorAll('[data-fold]').forEach(each => each.removeAttribute('data-fold'))")
