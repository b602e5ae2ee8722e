"""The patient page of a patient who has been through everything: few queries, little weight, and the right stage."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from courses import a_course
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.pathway import Phase, Stage

MOST_QUERIES = 15
MOST_BYTES = 150_000

pytestmark = pytest.mark.django_db


def weight_of(html: str) -> dict[str, int]:
    """Bytes over the wire of a page and of everything it asks for, each as a browser gets it."""
    weights = {"page": len(gzip.compress(html.encode()))}
    waiting = re.findall(r'(?:href|src)="/static/([^"?#]+\.(?:css|js|svg|woff2|png))', html)
    while waiting:
        name = _plain(waiting.pop())
        if name in weights:
            continue
        path = finders.find(name)
        assert path, f"{name} is asked for and not there"
        content = Path(path).read_bytes()
        weights[name] = len(content) if name.endswith((".woff2", ".png")) else len(gzip.compress(content))
        if name.endswith(".css"):
            folder = name.rpartition("/")[0]
            urls = re.findall(r"url\([\"']?([^\"')]+\.(?:woff2|svg|png))", content.decode())
            waiting += [
                str(Path(folder, url)) if not url.startswith("/static/") else url.removeprefix("/static/") for url in urls
            ]
    return weights


def _plain(name: str) -> str:
    return re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", name)


@pytest.mark.parametrize("stage", [Stage.ELIGIBILITY, Stage.DOSING, Stage.MAINTENANCE])
def test_the_patient_page_stays_within_its_budget(stage: Stage, record_property: Any) -> None:
    clinic = cast.a_clinic()
    episode, now = a_course(clinic, stage, phase=Phase.DOSED)
    browser = cast.browser_of(clinic.noor)

    with clock.stopped_at(now), CaptureQueriesContext(connection) as queries:
        response = browser.get(f"/episodes/{episode.id}/")

    html = response.content.decode()
    weights = weight_of(html)
    total = sum(weights.values())
    said = f"{stage}: {len(facts_of(episode))} facts, {len(queries)} queries, {total} bytes: {weights}"
    record_property("budget", said)
    print(said)
    assert response.status_code == 200
    assert episode.stage == stage
    assert len(queries) <= MOST_QUERIES, said
    assert total <= MOST_BYTES, said
