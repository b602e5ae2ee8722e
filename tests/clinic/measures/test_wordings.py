"""The licensed wording of a questionnaire: supplied by the director, asked on desk and phone, withdrawn when the licence ends."""

import hashlib
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse

import kapstone.protocols
from cast import NOW, Clinic, a_clinic, an_episode, another_clinic, browser_of
from kapstone.clinic.access.actor import Actor
from kapstone.clinic.episodes import actions as episodes
from kapstone.clinic.episodes import queries
from kapstone.clinic.episodes.models import Episode
from kapstone.clinic.journal import clock
from kapstone.clinic.journal.models import Entry
from kapstone.clinic.measures import actions
from kapstone.clinic.measures import queries as measures
from kapstone.clinic.measures.errors import AlreadySent
from kapstone.clinic.measures.models import SuppliedText
from kapstone.clinic.measures.texts import MOST_BYTES
from kapstone.facts import EnquiryReceived, IdentityVerified, MeasureAnswered, PersonDescribed, Sex
from kapstone.instruments import all_instruments
from kapstone.instruments.text import template_of
from kapstone.protocols import parse
from supplied import a_wording
from wording import filled

pytestmark = pytest.mark.django_db

ISI = all_instruments()["isi"]
HERE = "/settings/wordings/isi/"
ANSWERS = {f"isi_{number}": "2" for number in range(1, 8)}
QUESTION = "Words for text, line"


@pytest.fixture
def clinic() -> Clinic:
    return a_clinic()


def the_file(source: str | bytes, name: str = "isi.toml") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, source.encode() if isinstance(source, str) else source)


def supply(
    clinic: Clinic, source: str | bytes, by: Actor | None = None, key: UUID | None = None, act: str = ""
) -> HttpResponse:
    sent = {"file": the_file(source), "key": str(key or uuid4()), "act": act}
    return browser_of(by or clinic.dara).post(HERE, sent)


def withdraw(clinic: Clinic, reason: str = "The licence ended on 1 March.", key: UUID | None = None) -> HttpResponse:
    return browser_of(clinic.dara).post(f"{HERE}withdraw/", {"reason": reason, "key": str(key or uuid4())})


def enter(clinic: Clinic, episode: Episode, by: Actor | None = None) -> HttpResponse:
    return browser_of(by or clinic.mira).post(f"/episodes/{episode.id}/measures/isi/", {"key": str(uuid4()), **ANSWERS})


def an_episode_that_asks_for_sleep(clinic: Clinic) -> Episode:
    """Alma's programme asks her for the ISI before she starts."""
    text = (Path(kapstone.protocols.__file__).parent / "iv-trd-induction.toml").read_text(encoding="utf-8")
    asks = '[[measures]]\ninstrument = "isi"\nmoments = ["baseline"]\n\n[[measures]]\ninstrument = "auditc"'
    return episodes.open_episode(
        patient=clinic.alma,
        protocol=parse(text.replace('[[measures]]\ninstrument = "auditc"', asks, 1), "ours"),
        facts=(
            EnquiryReceived(source="self"),
            IdentityVerified(method="driving licence"),
            PersonDescribed(birth_date=clinic.alma.birth_date, sex_at_birth=Sex.FEMALE, residence_state="NY"),
        ),
        by=clinic.cato,
        at=clock.now(),
    )


def answered(episode: Episode) -> tuple[MeasureAnswered, ...]:
    return tuple(record.fact for record in queries.facts_of(episode).of(MeasureAnswered))


class TestTheStory:
    def test_the_director_fills_in_the_template_and_the_clinic_can_ask(self, clinic: Clinic) -> None:
        episode = an_episode_that_asks_for_sleep(clinic)
        dara, mira, alma = browser_of(clinic.dara), browser_of(clinic.mira), browser_of(clinic.alma_herself)
        assert enter(clinic, episode).status_code == 409
        assert alma.get("/me/questions/isi/").status_code == 404
        assert "insomnia" not in alma.get("/me/").content.decode()

        assert 'href="/settings/wordings/"' in dara.get("/settings/").content.decode()
        listed = dara.get("/settings/wordings/").content.decode()
        assert "Charles M. Morin, through the Mapi Research Trust" in listed
        template = dara.get(f"{HERE}template/")
        assert template.headers["Content-Disposition"] == 'attachment; filename="isi-1.toml"'
        assert template.content.decode() == template_of(ISI)
        assert supply(clinic, filled(ISI)).status_code == 302

        shown = dara.get(HERE).content.decode()
        assert "Words for reference" in shown
        assert "Dara Okafor" in shown
        assert QUESTION in shown
        assert QUESTION in mira.get(f"/episodes/{episode.id}/measures/isi/").content.decode()
        assert "insomnia" in alma.get("/me/").content.decode()
        assert alma.get("/me/questions/isi/").headers["Location"] == "/me/questions/isi/isi_1/"
        assert QUESTION in alma.get("/me/questions/isi/isi_1/").content.decode()
        for item, value in ANSWERS.items():
            alma.post(f"/me/questions/isi/{item}/", {item: value})
        assert QUESTION in alma.get("/me/questions/isi/check/").content.decode()
        alma.post("/me/questions/isi/check/")
        (fact,) = answered(episode)
        assert fact.answers == dict.fromkeys(ANSWERS, 2)
        assert enter(clinic, episode).status_code == 302

    def test_withdrawing_takes_it_off_the_list_and_keeps_what_was_answered(self, clinic: Clinic) -> None:
        episode = an_episode_that_asks_for_sleep(clinic)
        supply(clinic, filled(ISI))
        result = enter(clinic, episode).headers["Location"]
        alma, mira = browser_of(clinic.alma_herself), browser_of(clinic.mira)
        alma.post("/me/questions/isi/isi_1/", {"isi_1": "3"})
        assert "insomnia" in alma.get("/me/").content.decode()

        assert withdraw(clinic).status_code == 302

        assert enter(clinic, episode).status_code == 409
        assert alma.get("/me/questions/isi/isi_2/").status_code == 404
        assert "insomnia" not in alma.get("/me/").content.decode()
        page = mira.get(result).content.decode()
        assert QUESTION in page
        assert "Words for 2, line" in page
        assert "ISI is 14 of 28" in page
        (record,) = queries.facts_of(episode).of(MeasureAnswered)
        assert mira.get(f"/episodes/{episode.id}/measures/answers/{record.id}/correct/").status_code == 409
        assert "Wording licensed, not asked here" in mira.get(f"/episodes/{episode.id}/measures/").content.decode()
        listed = browser_of(clinic.dara).get("/settings/wordings/").content.decode()
        assert "The licence ended on 1 March." in listed

    def test_a_form_that_brings_its_own_questions_stays_readable_too(self, clinic: Clinic) -> None:
        episode, kset = an_episode(clinic), all_instruments()["kset_baseline"]
        a_wording(clinic, "kset_baseline")
        worded = measures.may_be_asked("kset_baseline", measures.wordings_of(clinic.organisation.id))
        assert worded is not None
        answers = {item.id: item.options[0].value for item in worded.items}
        recorded = actions.enter(episode=episode, instrument=worded, answers=answers, by=clinic.mira, at=NOW)

        actions.withdraw_text(
            organisation=clinic.organisation, instrument=kset, reason="It ended.", by=clinic.dara, at=clock.now()
        )

        page = browser_of(clinic.noor).get(f"/episodes/{episode.id}/measures/answers/{recorded.first.id}/").content.decode()
        assert page.count(QUESTION) == len(answers)
        assert browser_of(clinic.mira).get(f"/episodes/{episode.id}/measures/kset_baseline/").status_code == 409

    def test_an_answer_is_shown_in_the_words_in_which_it_was_asked(self, clinic: Clinic) -> None:
        episode = an_episode(clinic)
        supply(clinic, filled(ISI))
        result = enter(clinic, episode).headers["Location"]

        supply(clinic, filled(ISI).replace("Words for text", "Other words for text"))

        mira = browser_of(clinic.mira)
        assert "Other words" not in mira.get(result).content.decode()
        assert "Other words" in mira.get(f"/episodes/{episode.id}/measures/isi/").content.decode()
        assert "Other words" in mira.get(enter(clinic, episode).headers["Location"]).content.decode()

    def test_who_follows_a_concern_up_reads_the_question_as_it_was_asked(self, clinic: Clinic) -> None:
        episode = an_episode(clinic)
        a_wording(clinic, "qids")
        worded = measures.may_be_asked("qids", measures.wordings_of(clinic.organisation.id))
        assert worded is not None
        recorded = actions.enter(
            episode=episode, instrument=worded, answers={item.id: 2 for item in worded.items}, by=clinic.mira, at=clock.now()
        )
        asked = next(item for item in worded.items if item.id in worded.critical_items)

        page = browser_of(clinic.noor).get(f"/episodes/{episode.id}/safety/concerns/{recorded.first.id}/")

        assert page.status_code == 200
        assert asked.text in page.content.decode()


class TestRefusals:
    def test_each_mistake_of_the_file_is_named_and_its_text_is_still_there(self, clinic: Clinic) -> None:
        wrong = filled(ISI).replace("[items.isi_3]", "[items.isi_9]").replace('reference = "Words', 'referense = "Words')

        response = supply(clinic, wrong)

        page = response.content.decode()
        assert response.status_code == 422
        for place in ("items.isi_9", "items.isi_3", "licence.referense", "licence.reference"):
            assert f"<code>{place}</code>" in page
        assert "[items.isi_9]" in page.partition("<textarea")[2]
        assert not SuppliedText.objects.exists()

    def test_what_was_put_right_on_the_page_is_taken_as_text(self, clinic: Clinic) -> None:
        text = filled(ISI).replace("\n", "\r\n")  # as a browser sends it

        response = browser_of(clinic.dara).post(HERE, {"text": text, "key": str(uuid4())})

        assert response.status_code == 302
        assert SuppliedText.objects.get().source == filled(ISI)

    def test_the_wording_of_another_questionnaire_is_refused(self, clinic: Clinic) -> None:
        response = supply(clinic, filled(all_instruments()["wsas"]))

        assert response.status_code == 422
        assert "this is the wording of wsas 1, not of isi 1" in response.content.decode()

    def test_the_template_left_empty_is_refused(self, clinic: Clinic) -> None:
        response = supply(clinic, template_of(ISI))

        assert response.status_code == 422
        assert "<code>licence.holder</code> must not be empty" in response.content.decode()

    @pytest.mark.parametrize(
        "raw, says",
        [
            (b"\xff\xfe\x00i", "Byte 0 of the file is not UTF-8 text."),
            (b"# " + b"x" * MOST_BYTES, "The file is larger than 100 kB"),
            (b"", "This file is empty."),
            (b"isi = ", "is not TOML"),
            (b'stem = "\x00"', "is not TOML"),
        ],
    )
    def test_what_is_no_wording_at_all_is_refused(self, clinic: Clinic, raw: bytes, says: str) -> None:
        response = supply(clinic, raw)

        assert response.status_code == 422
        assert says in response.content.decode()
        assert not SuppliedText.objects.exists()

    def test_nothing_chosen_is_said(self, clinic: Clinic) -> None:
        response = browser_of(clinic.dara).post(HERE, {"key": str(uuid4())})

        assert response.status_code == 422
        assert "Choose the file, or enter its text." in response.content.decode()

    def test_what_ships_with_its_words_takes_none(self, clinic: Clinic) -> None:
        response = browser_of(clinic.dara).post(
            "/settings/wordings/gad7/", {"file": the_file(filled(ISI)), "key": str(uuid4())}
        )

        assert response.status_code == 422
        assert browser_of(clinic.dara).get("/settings/wordings/gad7/template/").status_code == 404

    @pytest.mark.parametrize("slug", ["gas", "nothing-of-that-name"])
    def test_what_is_not_asked_item_by_item_has_no_page(self, clinic: Clinic, slug: str) -> None:
        assert browser_of(clinic.dara).get(f"/settings/wordings/{slug}/").status_code == 404

    def test_withdrawing_needs_a_reason_and_something_to_withdraw(self, clinic: Clinic) -> None:
        assert withdraw(clinic).status_code == 409
        supply(clinic, filled(ISI))
        assert withdraw(clinic, reason=" ").status_code == 422
        assert withdraw(clinic).status_code == 302
        assert withdraw(clinic).status_code == 409

    @pytest.mark.parametrize("name", ["cato", "mira", "noor", "sol", "alma_herself"])
    def test_only_the_director_supplies_and_withdraws(self, clinic: Clinic, name: str) -> None:
        a_wording(clinic)
        somebody = browser_of(getattr(clinic, name))

        for where in ("/settings/wordings/", HERE, f"{HERE}template/"):
            assert somebody.get(where).status_code == 403
        assert supply(clinic, filled(ISI), by=getattr(clinic, name)).status_code == 403
        assert somebody.post(f"{HERE}withdraw/", {"reason": "No."}).status_code == 403
        assert SuppliedText.objects.count() == 1


class TestRows:
    def test_looking_at_it_first_writes_nothing_and_shows_how_it_is_asked(self, clinic: Clinic) -> None:
        response = supply(clinic, filled(ISI), act="look")

        page = response.content.decode()
        assert response.status_code == 200
        assert "it is not in use yet" in page
        assert page.count('type="radio"') == len(ISI.items) * 6
        assert 'reference = "Words' not in page.partition("<textarea")[0]
        assert "[items.isi_7]" in page.partition("<textarea")[2]
        assert not SuppliedText.objects.exists()

    def test_a_second_press_writes_once(self, clinic: Clinic) -> None:
        key, other = uuid4(), uuid4()

        for _ in range(2):
            assert supply(clinic, filled(ISI), key=key).status_code == 302
        assert SuppliedText.objects.count() == 1
        for _ in range(2):
            assert withdraw(clinic, key=other).status_code == 302

        assert [row.number for row in SuppliedText.objects.order_by("number")] == [1, 2]
        assert Entry.objects.filter(kind__in=["TextSupplied", "TextWithdrawn"]).count() == 2

    def test_the_same_words_again_are_no_new_row(self, clinic: Clinic) -> None:
        supply(clinic, filled(ISI))
        supply(clinic, filled(ISI))

        assert SuppliedText.objects.count() == 1

    def test_a_withdrawn_wording_can_be_supplied_again(self, clinic: Clinic) -> None:
        supply(clinic, filled(ISI))
        withdraw(clinic)
        supply(clinic, filled(ISI))

        wordings = measures.wordings_of(clinic.organisation.id)
        assert [row.withdrawn for row in wordings.of(ISI)] == [False, True, False]
        assert measures.may_be_asked("isi", wordings) is not None

    def test_one_key_with_other_words_is_refused(self, clinic: Clinic) -> None:
        key = uuid4()
        supply(clinic, filled(ISI), key=key)

        assert supply(clinic, filled(ISI).replace("Words for text", "Other words"), key=key).status_code == 409
        with pytest.raises(AlreadySent):
            actions.withdraw_text(
                organisation=clinic.organisation, instrument=ISI, reason="No.", by=clinic.dara, at=NOW, key=key
            )

    def test_who_when_and_on_which_licence_is_a_line_of_the_audit(self, clinic: Clinic) -> None:
        supply(clinic, filled(ISI))
        withdraw(clinic)

        row = SuppliedText.objects.get(number=1)
        assert (row.supplied_by_name, row.digest) == ("Dara Okafor", hashlib.sha256(filled(ISI).encode()).hexdigest())
        page = browser_of(clinic.dara).get("/audit/").content.decode()
        assert "Supplied the licensed wording of the ISI, version 1" in page
        assert "Withdrew the licensed wording of the ISI, version 1" in page
        assert "Words for reference" in page
        assert "The licence ended on 1 March." in page

    def test_another_clinic_does_not_get_the_wording(self, clinic: Clinic) -> None:
        a_wording(clinic)
        elsewhere = another_clinic()

        wordings = measures.wordings_of(elsewhere.organisation.id)
        assert measures.may_be_asked("isi", wordings) is None
        assert enter(elsewhere, an_episode(elsewhere)).status_code == 409
        page = browser_of(elsewhere.dara).get(HERE).content.decode()
        assert "Words for" not in page
        assert "Not asked here." in page

    @pytest.mark.parametrize(
        "wrong", [{"source": ""}, {"digest": "abc"}, {"withdrawn": True}, {"reason": "Why?"}, {"number": 1}]
    )
    def test_the_database_keeps_a_row_whole(self, clinic: Clinic, wrong: dict[str, object]) -> None:
        row = a_wording(clinic)
        fields = {
            name: getattr(row, name)
            for name in ("organisation", "instrument", "version", "source", "digest", "supplied_at", "supplied_by")
        }

        with pytest.raises(IntegrityError), transaction.atomic():
            SuppliedText.objects.create(**{**fields, "number": 2, **wrong})

    def test_a_file_that_fits_no_longer_is_not_asked_and_breaks_nothing(self, clinic: Clinic) -> None:
        source = filled(ISI).replace('version = "1"', 'version = "0"')
        SuppliedText.objects.create(
            organisation=clinic.organisation, instrument="isi", version="0", number=1, source=source,
            digest=hashlib.sha256(source.encode()).hexdigest(), supplied_at=NOW, supplied_by_id=clinic.dara.user_id,
        )  # fmt: skip

        assert enter(clinic, an_episode(clinic)).status_code == 409
        page = browser_of(clinic.dara).get(HERE).content.decode()
        assert "fits this version no longer" in page
        assert supply(clinic, filled(ISI)).status_code == 302
        assert SuppliedText.objects.get(number=2).version == "1"

    def test_the_words_of_all_instruments_cost_one_query(self, clinic: Clinic, django_assert_num_queries: object) -> None:
        for name in ("isi", "wsas", "who5"):
            a_wording(clinic, name)

        with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
            wordings = measures.wordings_of(clinic.organisation.id)
            named = [each.id for each in measures.all_named(wordings) if wordings.standing(each)]

        assert named == ["isi", "who5", "wsas"]

    def test_scoring_of_what_is_on_record_does_not_depend_on_words(self, clinic: Clinic) -> None:
        episode = an_episode(clinic)
        supply(clinic, filled(ISI))
        enter(clinic, episode)
        facts = queries.facts_of(episode)
        record = facts.of(MeasureAnswered)[0].id
        before = measures.response_of(facts, record, measures.wordings_of(clinic.organisation.id))

        withdraw(clinic)

        after = measures.response_of(facts, record, measures.wordings_of(clinic.organisation.id))
        without = measures.response_of(facts, record, measures.Wordings())
        assert before is not None
        assert after is not None
        assert without is not None
        assert before.score == after.score == without.score
