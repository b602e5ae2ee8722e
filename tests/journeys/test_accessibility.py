"""The demonstration as it is served. Every page that a link leads to, for every role: no axe-core violation, no broken link, nothing wider than a phone.

A kind of page (one route) is looked at closely for the first role that comes by; for the others it only has to answer and
lead somewhere. `make soak` looks at it for every role.
"""

import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Error as PlaywrightError

from journeys.conftest import DemoServed
from journeys.serving import environment_of, kapstone

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text()
VISITOR = "Visitor"
ROLES = (VISITOR, "Coordinator", "Programme director", "Monitoring clinician", "Patient", "Prescriber", "Psychotherapist")
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HREF = re.compile(r'<a [^>]*href="([^"]+)"')
_NOT_PAGES = (".pdf", ".ndjson", ".csv", ".json", "/live/")
_LEAVE = ("/sign-in/out/", "/sign-in/")
SAMPLES = 1
"""So many pages of one kind (one route, other ids) are looked at; a list of fifty patients leads to fifty alike."""
EPISODES = 3
"""So many patients are followed into all their pages, chosen to stand at different stages."""


def test_the_demonstration_is_a_whole_clinic(demo_served: DemoServed) -> None:
    checks = Path(__file__).with_name("demonstration.py")
    looked = subprocess.run(
        [sys.executable, str(checks)], env=environment_of(demo_served.home), capture_output=True, text=True, check=False
    )
    assert looked.returncode == 0, looked.stdout + looked.stderr

    again = kapstone(demo_served.home, "demo", "--build-only")  # a second start keeps what is there

    assert again.returncode == 0, again.stdout + again.stderr
    assert subprocess.run([sys.executable, str(checks)], env=environment_of(demo_served.home), check=False).returncode == 0


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible_and_leads_somewhere(demo_served: DemoServed, browser: Any, role: str) -> None:
    looked_at = set[str]() if os.environ.get("KAPSTONE_WALK") == "whole" else _LOOKED_AT
    problems = list(_walk(demo_served.address, browser, role, looked_at))  # browser: playwright's Browser

    wrong = list(dict.fromkeys(problem for problem in problems if problem))
    looked = problems.count("")
    assert not wrong, f"{len(wrong)} problems on {looked} pages:\n" + "\n".join(wrong)
    assert looked > {VISITOR: 2, "Patient": 8}.get(role, 20)


_LOOKED_AT: set[str] = set()
"""Kinds of pages that some role has looked at closely in this run."""


def _walk(address: str, browser: Any, role: str, looked_at: set[str]) -> Iterator[str]:  # Any: playwright's Browser
    """Go from the home of this role along every link; yield each problem, and "" for each page looked at."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page = context.new_page()
    waiting, seen, kinds = deque(["/sign-in/", "/enquire/"]), set[str](), dict[str, int]()
    if role != VISITOR:
        page.goto(f"{address}/sign-in/")
        page.get_by_role("button", name=re.compile(f"^{role}:")).first.click()
        page.wait_for_load_state()
        waiting = deque([urlsplit(page.url).path])
    while waiting:
        path = waiting.popleft()
        if _kind(path) in looked_at:
            answer = context.request.get(address + path)
            if answer.status >= 400:
                yield f"{path} answers {answer.status}"
                continue
            yield ""
            if "text/html" in answer.headers.get("content-type", ""):
                _follow(address, path, _HREF.findall(answer.text()), waiting, seen, kinds)
            continue
        try:
            answer = page.goto(address + path)
        except PlaywrightError as error:
            if "Download is starting" not in str(error):
                raise
            continue  # a file; that it comes is enough
        if answer is None or answer.status >= 400:
            yield f"{path} answers {answer.status if answer else 'nothing'}"
            continue
        if "text/html" not in answer.headers.get("content-type", ""):
            continue  # a file shown in the window; that it comes is enough
        looked_at.add(_kind(path))
        page.evaluate(AXE)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            yield from _violations(page, path, width)
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if too_wide > 0:
            yield f"{path} is {too_wide} px wider than a phone of 360 px"
        yield ""
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        _follow(address, path, links, waiting, seen, kinds)
    context.close()


def _follow(address: str, path: str, links: list[str], waiting: deque[str], seen: set[str], kinds: dict[str, int]) -> None:
    """Put the pages that `links` lead to into the queue, so many of each kind."""
    for link in links:
        target = urlsplit(urldefrag(urljoin(address + path, unescape(link))).url)
        whole = target.path + (f"?{target.query}" if target.query else "")
        if f"{target.scheme}://{target.netloc}" != address or whole in seen or _is_no_page(target.path):
            continue
        seen.add(whole)
        kind = _kind(whole)
        if kinds.get(kind, 0) < _most(kind):
            kinds[kind] = kinds.get(kind, 0) + 1
            waiting.append(whole)


def _kind(path: str) -> str:
    """One route, whatever the ids and the filter."""
    where, asks, _ = path.partition("?")
    return _ID.sub("*", where) + asks


def _most(kind: str) -> int:
    return EPISODES if kind == "/episodes/*/" else SAMPLES


def _is_no_page(path: str) -> bool:
    return any(part in path for part in _NOT_PAGES) or path in _LEAVE or path.startswith("/static/")


def _violations(page: Any, path: str, width: int) -> Iterator[str]:  # Any: playwright's Page
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    for violation in found:
        for node in violation["nodes"][:2]:
            yield f"{path} at {width} px: {violation['id']}: {violation['help']}: {node['html'][:160]}"
