"""Tablets at the chair in a real browser, which lose the network, their power, their clock or their server."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Error as PlaywrightError

__all__ = ["Tablet", "a_tablet", "entries_kept"]

SIZE = {"width": 768, "height": 1024}
_KEPT = """async () => {
    const named = (await indexedDB.databases()).some(each => each.name === 'kapstone-outbox')
    if (!named) return []
    const opened = await new Promise(done => { const r = indexedDB.open('kapstone-outbox'); r.onsuccess = () => done(r.result) })
    const rows = await new Promise(done => { const r = opened.transaction('entries').objectStore('entries').getAll(); r.onsuccess = () => done(r.result) })
    opened.close()
    return rows.map(row => row.state)
}"""


class Tablet:
    """One tablet with one person signed in, at one visit."""

    def __init__(self, context: Any, address: str, visit: str) -> None:  # Any: playwright's BrowserContext
        self.context, self.address, self.visit = context, address, visit
        self.page: Any = None  # Any: playwright's Page

    def open(self, part: str = "during") -> "Tablet":
        """Open the visit, with a window if there is none, and wait until the outbox is ready for it."""
        self.page = self.page or self.context.new_page()
        self.page.goto(f"{self.address}{self.visit}?part={part}")
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        self.page.locator("#outbox[data-ready]").wait_for(state="attached", timeout=15_000)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def close_window(self) -> None:
        self.page.close()
        self.page = None

    def loses_the_network(self) -> None:
        self.context.set_offline(True)
        self.page.locator("[data-band]", has_text="on its own since").wait_for()

    def finds_the_network(self) -> None:
        self.context.set_offline(False)

    def vitals(self, **values: int) -> None:
        """Type a set of vitals and press the button."""
        for name, value in values.items():
            self.page.locator(f'[data-outbox=vitals] [name="{name}"]').fill(str(value))
        self.page.locator("[data-outbox=vitals] button.btn--primary").click()

    def pressure(self, systolic: int, diastolic: int) -> None:
        self.vitals(systolic_mmhg=systolic, diastolic_mmhg=diastolic)

    def tap(self, word: str) -> None:
        self.page.get_by_role("button", name=word, exact=True).click()

    def wait_for_kept(self, count: int) -> None:
        """So many entries lie on this tablet."""
        for _ in range(300):
            with suppress(PlaywrightError):  # the page is being opened again
                if len(entries_kept(self.page)) == count:
                    return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{len(entries_kept(self.page))} entries are kept, not {count}: {self.band!r}")

    @property
    def band(self) -> str:
        return str(self.page.locator("[data-band]").inner_text())


def entries_kept(page: Any) -> list[str]:  # Any: playwright's Page
    """The states of the entries that lie in this browser, of whomever."""
    found: list[str] = page.evaluate(_KEPT)
    return found


@contextmanager
def a_tablet(
    browser: Any, address: str, visit: str, cookie: str, *, clock: datetime | None = None, theme: str = "dark"
) -> Iterator[Tablet]:
    # Any: playwright's Browser
    """A tablet of somebody who is signed in. `clock` is what its own clock says; then it goes on from there, and can be moved."""
    context = browser.new_context(viewport=SIZE, color_scheme=theme, reduced_motion="reduce", timezone_id="America/New_York")
    context.set_default_timeout(15_000)
    try:
        context.add_cookies([{"name": "kapstone", "value": cookie, "url": address}])
        if clock is not None:
            context.clock.install(time=clock.astimezone(UTC))
        yield Tablet(context, address, visit)
    finally:
        context.close()
