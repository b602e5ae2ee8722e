"""A progress note is for the team; a psychotherapy note is for nobody but its author, on the screen and in the database."""

import hashlib
import json
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from cast import NOW, Clinic, a_clinic, an_episode, another_clinic, browser_of, ines, who
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.access.sealing import forget_author
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.episodes.queries import facts_of
from kapstone.clinic.journal import clock
from kapstone.clinic.notes import actions, queries
from kapstone.clinic.notes.errors import AlreadySigned, CannotBeOpened, NoSuchNote, NothingWritten, NotYours
from kapstone.clinic.notes.models import Note, SealedDraft
from kapstone.clinic.people import actions as people
from kapstone.clinic.web.models import Draft
from kapstone.facts import NoteKind, NoteSigned

pytestmark = pytest.mark.django_db
SECRET = "zerbrechlicher Traum vom Leuchtturm"
TITLE = "Quaddelstein"


@pytest.fixture(autouse=True)
def _morning() -> object:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


@pytest.fixture
def episode(clinic: Clinic) -> Episode:
    return an_episode(clinic)


@pytest.fixture
def bea(clinic: Clinic) -> Actor:
    staff = people.add_staff(
        organisation=clinic.organisation, name="Bea Lund", email="bea@harbour.example", roles=[Role.THERAPIST], by=clinic.dara, at=NOW
    )  # fmt: skip
    return who(staff.user)


@pytest.fixture
def sealed(clinic: Clinic, episode: Episode) -> Note:
    return actions.seal_note(episode=episode, title=TITLE, body=SECRET, by=clinic.sol, at=NOW)


def places_of(*secrets: str) -> list[str]:
    """The tables in which one of these texts can be read, also as bytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"
        )
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"select coalesce(string_agg(row_to_json(t)::text, ' '), '') from \"{table}\" t")
            text = cursor.fetchone()[0]
            found += [table for secret in secrets if secret in text or secret.encode().hex() in text]
    return found


class TestProgressNotes:
    def test_it_is_signed_and_the_team_reads_it(self, clinic: Clinic, episode: Episode) -> None:
        browser, base = browser_of(clinic.sol), f"/episodes/{episode.id}/notes/"
        form = {"title": "Preparation 1", "body": "Rapport is good.\nSleep improved.", "key": str(uuid4())}
        assert browser.post(f"{base}new/", form).status_code == 302

        note = Note.objects.get()
        for reader in (clinic.noor, clinic.mira, clinic.sol):
            assert "Sleep improved." in browser_of(reader).get(f"{base}{note.id}/").content.decode()
        fact = facts_of(episode).latest(NoteSigned)
        assert fact is not None
        assert (
            fact.fact.digest == note.digest == hashlib.sha256(b"Preparation 1\nRapport is good.\nSleep improved.").hexdigest()
        )

    def test_what_is_typed_is_kept_until_it_is_signed(self, clinic: Clinic, episode: Episode) -> None:
        browser, where = browser_of(clinic.sol), f"/episodes/{episode.id}/notes/new/"
        browser.post(
            f"/drafts/progress-note/{episode.id}/", json.dumps({"body": "Half a sentence"}), content_type="application/json"
        )
        assert "Half a sentence" in browser.get(where).content.decode()

        browser.post(where, {"title": "T", "body": "Half a sentence, finished.", "key": str(uuid4())})

        assert not Draft.objects.exists()

    def test_pressing_twice_signs_once_and_other_words_are_refused(self, clinic: Clinic, episode: Episode) -> None:
        key = uuid4()
        first = actions.sign_note(episode=episode, title="T", body="B", by=clinic.sol, at=NOW, key=key)
        second = actions.sign_note(episode=episode, title="T", body="B", by=clinic.sol, at=NOW, key=key)

        assert first.id == second.id
        assert len(facts_of(episode).of(NoteSigned)) == 1
        with pytest.raises(AlreadySigned):
            actions.sign_note(episode=episode, title="T", body="Something else", by=clinic.sol, at=NOW, key=key)

    def test_an_empty_note_is_not_signed_and_the_title_stays(self, clinic: Clinic, episode: Episode) -> None:
        response = browser_of(clinic.sol).post(f"/episodes/{episode.id}/notes/new/", {"title": "Kept title", "body": "  "})

        assert response.status_code == 422
        assert "Kept title" in response.content.decode()
        with pytest.raises(NothingWritten):
            actions.sign_note(episode=episode, title="T", body="\n", by=clinic.sol, at=NOW)

    def test_an_addendum_is_a_note_of_its_own(self, clinic: Clinic, episode: Episode) -> None:
        first = actions.sign_note(episode=episode, title="Call", body="She slept badly.", by=clinic.sol, at=NOW)
        browser = browser_of(clinic.noor)
        form = {"title": "Call, added", "body": "Also: no nausea.", "key": str(uuid4())}
        browser.post(f"/episodes/{episode.id}/notes/new/?adds_to={first.id}", form)

        assert Note.objects.get(title="Call, added").adds_to_id == first.id
        assert "Call, added" in browser.get(f"/episodes/{episode.id}/notes/{first.id}/").content.decode()

    def test_who_may(self, clinic: Clinic, episode: Episode) -> None:
        note = actions.sign_note(episode=episode, title="Call", body="She slept badly.", by=clinic.sol, at=NOW)
        base = f"/episodes/{episode.id}/notes/"

        assert browser_of(clinic.cato).get(f"{base}{note.id}/").status_code == 403
        assert browser_of(clinic.dara).get(f"{base}new/").status_code == 403
        listed = browser_of(clinic.cato).get(base).content.decode()
        assert "Progress note" in listed
        assert "Sol Rivera" in listed
        stranger = browser_of(ines(another_clinic()))
        for path in ("", "new/", "new/sealed/", f"{note.id}/"):
            assert stranger.get(base + path).status_code == 404
        assert stranger.post(f"{base}new/sealed/draft/").status_code == 404


class TestSealedNotes:
    def test_sol_writes_reads_and_nobody_else_can(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        browser, base = browser_of(clinic.sol), f"/episodes/{episode.id}/notes/"
        sent = browser.post(f"{base}new/sealed/", {"title": TITLE, "body": SECRET, "key": str(uuid4())})
        assert sent.status_code == 302
        note = Note.objects.get()
        own = browser.get(f"{base}{note.id}/")
        assert SECRET in own.content.decode()
        assert "no-store" in own.headers["Cache-Control"]

        for other, status in ((bea, 404), (clinic.noor, 404), (clinic.mira, 404), (clinic.dara, 403), (clinic.cato, 403)):
            answer = browser_of(other).get(f"{base}{note.id}/")
            assert answer.status_code == status, other.name
            assert SECRET not in answer.content.decode()

    def test_others_see_that_it_exists_by_whom_and_when_but_no_title(
        self, clinic: Clinic, episode: Episode, sealed: Note, bea: Actor
    ) -> None:
        for other in (bea, clinic.noor, clinic.dara):
            page = browser_of(other).get(f"/episodes/{episode.id}/notes/").content.decode()
            assert "Psychotherapy note" in page
            assert "Sol Rivera" in page
            assert TITLE not in page
            assert str(sealed.id) not in page

    def test_its_words_are_nowhere_in_the_database(self, clinic: Clinic, episode: Episode, sealed: Note) -> None:
        browser = browser_of(clinic.sol)
        browser.post(
            f"/episodes/{episode.id}/notes/new/sealed/draft/",
            json.dumps({"title": TITLE, "body": SECRET + " weiter"}),
            content_type="application/json",
        )
        browser.get(f"/episodes/{episode.id}/notes/{sealed.id}/")
        browser.get(f"/episodes/{episode.id}/timeline/")

        assert places_of(SECRET, TITLE) == []
        assert places_of("Psychotherapy note"), "the search itself finds what is there"

    def test_the_journal_holds_a_digest_of_the_sealed_bytes_only(self, clinic: Clinic, episode: Episode, sealed: Note) -> None:
        fact = facts_of(episode).latest(NoteSigned)

        assert fact is not None
        assert fact.fact == NoteSigned(
            note=sealed.id, note_kind=NoteKind.PSYCHOTHERAPY, title="Psychotherapy note", digest=hashlib.sha256(bytes(sealed.sealed)).hexdigest()  # type: ignore[arg-type]  # it is sealed
        )  # fmt: skip

    def test_drafts_are_sealed_merged_and_gone_when_signed(self, clinic: Clinic, episode: Episode) -> None:
        browser, base = browser_of(clinic.sol), f"/episodes/{episode.id}/notes/new/sealed/"
        for typed in ({"title": TITLE}, {"body": SECRET}):
            saved = browser.post(f"{base}draft/", json.dumps(typed), content_type="application/json")
            assert saved.json()["saved"]
        page = browser.get(base).content.decode()
        assert TITLE in page
        assert SECRET in page
        assert places_of(SECRET, TITLE) == []
        assert not Draft.objects.exists()

        browser.post(base, {"title": TITLE, "body": SECRET, "key": str(uuid4())})

        assert not SealedDraft.objects.exists()

    def test_a_draft_belongs_to_its_author(self, clinic: Clinic, episode: Episode, bea: Actor) -> None:
        actions.keep_sealed_draft(episode=episode, by=clinic.sol, at=NOW, answers={"body": SECRET})

        assert queries.sealed_draft(episode, bea) is None
        assert SECRET not in browser_of(bea).get(f"/episodes/{episode.id}/notes/new/sealed/").content.decode()

    def test_a_draft_that_makes_no_sense_is_refused(self, clinic: Clinic, episode: Episode) -> None:
        where = f"/episodes/{episode.id}/notes/new/sealed/draft/"

        for broken in ("{", "[" * 100_000, '{"body": "\\ud800"}'):
            assert browser_of(clinic.sol).post(where, broken, content_type="application/json").status_code == 422
        assert browser_of(clinic.sol).post(where, "[1]", content_type="application/json").status_code == 200
        assert browser_of(clinic.noor).post(where, "{}", content_type="application/json").status_code == 403

    def test_pressing_twice_seals_once(self, clinic: Clinic, episode: Episode) -> None:
        key = uuid4()

        def send(body: str) -> Note:
            return actions.seal_note(episode=episode, title=TITLE, body=body, by=clinic.sol, at=NOW, key=key)

        assert send(SECRET).id == send(SECRET).id
        assert len(facts_of(episode).of(NoteSigned)) == 1
        with pytest.raises(AlreadySigned):
            send("Something else")

    def test_only_psychotherapists_seal(self, clinic: Clinic, episode: Episode) -> None:
        with pytest.raises(NotYours):
            actions.seal_note(episode=episode, title="", body="x", by=clinic.noor, at=NOW)
        assert browser_of(clinic.noor).get(f"/episodes/{episode.id}/notes/new/sealed/").status_code == 403

    def test_nobody_can_add_to_a_note_they_cannot_open(
        self, clinic: Clinic, episode: Episode, sealed: Note, bea: Actor
    ) -> None:
        with pytest.raises(NoSuchNote):
            actions.seal_note(episode=episode, title="", body="x", by=bea, at=NOW, adds_to=sealed.id)

    def test_without_its_key_it_is_gone_for_good_and_the_page_says_so(
        self, clinic: Clinic, episode: Episode, sealed: Note
    ) -> None:
        forget_author(clinic.sol.user_id)

        with pytest.raises(CannotBeOpened):
            queries.words_of(sealed)
        page = browser_of(clinic.sol).get(f"/episodes/{episode.id}/notes/{sealed.id}/")
        assert page.status_code == 422
        assert "does not open" in page.content.decode()

    def test_the_database_takes_no_open_text_in_a_sealed_note(self, clinic: Clinic, episode: Episode, sealed: Note) -> None:
        for wrong in ({"title": TITLE}, {"body": SECRET}, {"sealed": None}):
            copy = Note.objects.get(id=sealed.id)
            copy.id, copy.entry = uuid4(), UUID(int=7)
            for name, value in wrong.items():
                setattr(copy, name, value)
            with pytest.raises(IntegrityError), transaction.atomic():
                copy.save(force_insert=True)


@pytest.mark.parametrize("text", ["Al\0ma", "x" * 300_000, "\u202eamlA\x07", "<script>alert(1)</script>{{7*7}}"])
@pytest.mark.parametrize("kind", ["new/", "new/sealed/"])
def test_hostile_text_is_refused_or_kept_as_text(clinic: Clinic, episode: Episode, kind: str, text: str) -> None:
    browser, base = browser_of(clinic.sol), f"/episodes/{episode.id}/notes/"

    answer = browser.post(base + kind, {"title": text, "body": text, "key": str(uuid4())})

    assert answer.status_code in {302, 422}
    for note in Note.objects.all():
        assert "<script>alert" not in browser.get(f"{base}{note.id}/").content.decode()
