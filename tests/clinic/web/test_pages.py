"""The gallery holds every component: no inline styles or scripts, little weight, and no barrier in any size or colour."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cast import a_clinic, browser_of
from kapstone.clinic.web import context, gallery, navigation
from kapstone.clinic.web.models import Draft

WEB = Path(context.__file__).parent
STATIC = WEB / "static" / "web"
AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"
FACES = sorted(gallery.FACES)


@pytest.fixture
def _in_a_demonstration(settings: Any) -> None:
    settings.KAPSTONE_DEMO = True


def address(face: str) -> str:
    return reverse("web:gallery_face", args=[face])


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_a_demonstration")
@pytest.mark.parametrize("face", FACES)
def test_a_page_has_one_heading_and_nothing_inline(face: str, client: Client) -> None:
    html = client.get(address(face)).content.decode()

    assert html.count("<h1") == 1
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"\son\w+=", html)


@pytest.mark.django_db
def test_the_gallery_is_only_for_demonstrations(client: Client, settings: Any) -> None:
    settings.KAPSTONE_DEMO = settings.DEBUG = False

    assert client.get(reverse("web:gallery")).status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_a_demonstration")
def test_a_question_on_a_phone_weighs_little(client: Client) -> None:
    html = client.get(address("portal")).content
    files = set(re.findall(r'"/static/web/([\w./-]+?)(?:\.[0-9a-f]{12})?\.(?:css|js|svg|woff2)"', html.decode()))
    assert files == {"fonts/source-sans-3-latin-wght-normal", "core", "mark", "autosave"}

    text = sum(len(gzip.compress((STATIC / name).read_bytes())) for name in ("core.css", "mark.svg", "autosave.js"))
    font = (STATIC / "fonts" / "source-sans-3-latin-wght-normal.woff2").stat().st_size

    assert len(gzip.compress(html)) + text + font < 45_000


def test_all_styles_together_stay_small() -> None:
    assert sum(len(gzip.compress(path.read_bytes())) for path in STATIC.glob("*.css")) < 12_000
    assert len(gzip.compress((STATIC / "autosave.js").read_bytes())) < 2_000


def test_every_vendored_file_has_its_licence() -> None:
    assert list((STATIC / "vendor").glob("LICENSE*"))
    assert list((STATIC / "fonts").glob("LICENSE*"))
    assert list((WEB / "pdf_fonts").glob("LICENSE*"))


@pytest.mark.django_db
@pytest.mark.parametrize("chosen, kept", [("dark", "dark"), ("light", "light"), ("", ""), ("<x>", "")])
def test_colours_are_remembered_by_the_browser(chosen: str, kept: str, client: Client) -> None:
    answer = client.post(reverse("web:theme"), {"theme": chosen, "next": "//elsewhere.example/"})

    assert answer.headers["Location"] == "/"
    assert client.cookies["theme"].value == kept


def test_places_that_do_not_exist_are_left_out() -> None:
    assert navigation.address("no:such_page") == ""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_in_a_demonstration")
@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_no_barrier_in_any_size_or_colour(browser: Any, live_server: Any, width: int, colours: str) -> None:
    tab = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=colours, bypass_csp=True)
    try:
        page = tab.new_page()
        for face in FACES:
            page.goto(live_server.url + address(face))
            page.add_script_tag(path=AXE)
            for part in page.locator("details").all():
                part.evaluate("part => { part.open = true }")
            found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
            too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")

            assert found == [], f"{face}: {found}"
            assert too_wide <= 0, f"{face} is {too_wide} px too wide"
    finally:
        tab.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_in_a_demonstration")
def test_the_content_policy_blocks_nothing_of_ours(browser: Any, live_server: Any) -> None:
    tab = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page, said = tab.new_page(), []
        page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
        for face in FACES:
            page.goto(live_server.url + address(face))
            page.evaluate("document.fonts.ready")
            assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")

        assert said == []
    finally:
        tab.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_in_a_demonstration")
def test_a_tapped_answer_is_saved_and_survives_being_offline(browser: Any, live_server: Any, settings: Any) -> None:
    alma = a_clinic().alma_herself
    session = browser_of(alma).cookies[settings.SESSION_COOKIE_NAME].value
    tab = browser.new_context(viewport={"width": 360, "height": 800})
    tab.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    try:
        page = tab.new_page()
        page.goto(live_server.url + address("portal"))
        page.get_by_label("Several days").check()
        page.get_by_text(re.compile(r"^Saved \d\d:\d\d$")).wait_for()
        assert Draft.objects.get().answers == {"q1": "1"}

        tab.set_offline(True)
        page.get_by_label("Nearly every day").check()
        page.get_by_text("Offline.").wait_for()
        tab.set_offline(False)
        page.get_by_text(re.compile(r"^Saved \d\d:\d\d$")).wait_for()

        assert Draft.objects.get().answers == {"q1": "3"}
    finally:
        tab.close()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_in_a_demonstration")
def test_the_keyboard_finds_help_and_closes_gates(browser: Any, live_server: Any) -> None:
    tab = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = tab.new_page()
        page.goto(live_server.url + reverse("web:gallery"))
        page.locator("h1").click()
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"

        page.keyboard.press("Tab")
        page.keyboard.press("?")
        page.get_by_role("dialog", name="Keyboard shortcuts").wait_for()
        page.keyboard.press("Escape")

        page.get_by_text("2 things open").focus()
        page.keyboard.press("Enter")
        assert page.locator("details.gate[open]").count() == 1
        page.keyboard.press("Escape")
        assert page.locator("details.gate[open]").count() == 0
    finally:
        tab.close()
