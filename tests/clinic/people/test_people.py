"""Who is who: plausible people, no double records, licences that count, and every change in the chain."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import msgspec
import pytest
from django.db import IntegrityError, transaction

import cast
from cast import NOW
from kapstone.clinic.access.capabilities import Role
from kapstone.clinic.access.models import User
from kapstone.clinic.journal.queries import last, last_sequence, verify
from kapstone.clinic.people import actions, queries
from kapstone.clinic.people.clinic_settings import ClinicSettings
from kapstone.clinic.people.errors import AlreadyKnown, LastDirector, NotPlausible, ProbablyTheSame
from kapstone.clinic.people.models import Patient, Staff
from kapstone.clinic.people.names import alike, normalised
from kapstone.clinic.web.errors import Stale

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic() -> cast.Clinic:
    return cast.a_clinic()


def register(clinic: cast.Clinic, **other: object) -> Patient:
    given = {"name": "Bela Sørensen", "birth_date": date(1990, 5, 17)} | other
    return actions.register_patient(organisation=clinic.organisation, by=clinic.cato, at=NOW, **given)  # type: ignore[arg-type]  # the tests vary every field


class TestRegistering:
    def test_a_patient_gets_a_record_number_and_a_line(self, clinic: cast.Clinic) -> None:
        bela = register(clinic)

        line = last(clinic.organisation.id)
        assert line is not None
        assert bela.identifier == "K000002"
        assert (line.kind, line.by, line.by_role) == ("PatientRegistered", clinic.cato.user_id, "coordinator")
        assert line.body["patient"] == str(bela.id)

    @pytest.mark.parametrize(
        "wrong, field",
        [
            ({"birth_date": date(2026, 3, 3)}, "birth_date"),
            ({"birth_date": date(1890, 1, 1)}, "birth_date"),
            ({"name": " "}, "name"),
            ({"name": "4711"}, "name"),
            ({"email": "bela@"}, "email"),
            ({"phone": "call me"}, "phone"),
            ({"state": "XX"}, "state"),
            ({"sex_at_birth": "yes"}, "sex_at_birth"),
            ({"pronouns": "x" * 41}, "pronouns"),
        ],
    )
    def test_what_cannot_be_right_is_refused_with_its_field(
        self, clinic: cast.Clinic, wrong: dict[str, object], field: str
    ) -> None:
        before = last_sequence(clinic.organisation.id)

        with pytest.raises(NotPlausible) as refused:
            register(clinic, **wrong)

        assert refused.value.field == field
        assert last_sequence(clinic.organisation.id) == before

    @pytest.mark.parametrize("name", ["Bela Sorensen", "SØRENSEN, Bela", "Béla Sörensen", "Bela M. Sørensen", "Bella Sørensen"])
    def test_a_similar_name_on_the_same_birthday_asks_first(self, clinic: cast.Clinic, name: str) -> None:
        bela = register(clinic)

        with pytest.raises(ProbablyTheSame) as refused:
            register(clinic, name=name)

        assert refused.value.candidates == (bela,)
        assert register(clinic, name=name, is_confirmed_new=True).id != bela.id

    def test_another_birthday_another_name_or_another_clinic_does_not_ask(self, clinic: cast.Clinic) -> None:
        register(clinic)

        register(clinic, birth_date=date(1990, 5, 18))
        register(clinic, name="Tomas Novak")
        register(cast.another_clinic())

    def test_the_same_form_sent_twice_registers_once(self, clinic: cast.Clinic) -> None:
        key = uuid4()

        assert register(clinic, key=key) == register(clinic, key=key)

    def test_a_record_number_belongs_to_one_patient(self, clinic: cast.Clinic) -> None:
        with pytest.raises(AlreadyKnown) as refused:
            register(clinic, identifier=clinic.alma.identifier)

        assert refused.value.field == "identifier"

    def test_the_day_is_that_of_the_clinic(self, clinic: cast.Clinic) -> None:
        late = datetime(2026, 3, 3, 3, 0, tzinfo=UTC)  # still 2 March in New York

        with pytest.raises(NotPlausible):
            actions.register_patient(
                organisation=clinic.organisation, name="Newborn", birth_date=date(2026, 3, 3), by=clinic.cato, at=late
            )

    def test_the_database_refuses_a_birth_in_the_future_too(self, clinic: cast.Clinic) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Patient.objects.filter(id=clinic.alma.id).update(birth_date=date(2030, 1, 1))


class TestCorrecting:
    def test_both_values_stay_known(self, clinic: cast.Clinic) -> None:
        corrected = actions.correct_patient(
            patient=clinic.alma, changes={"birth_date": date(1984, 11, 25)}, by=clinic.cato, at=NOW, seen=1
        )

        line = last(clinic.organisation.id)
        assert line is not None
        assert line.body["changed"] == {"birth_date": ["1984-11-24", "1984-11-25"]}
        assert corrected.revision == 2

    def test_two_people_editing_do_not_overwrite_each_other(self, clinic: cast.Clinic) -> None:
        actions.correct_patient(patient=clinic.alma, changes={"phone": "212 555 0199"}, by=clinic.cato, at=NOW, seen=1)

        with pytest.raises(Stale):
            actions.correct_patient(patient=clinic.alma, changes={"phone": "212 555 0111"}, by=clinic.noor, at=NOW, seen=1)

        assert queries.patient(clinic.alma.id).phone == "212 555 0199"

    def test_nothing_changed_writes_nothing(self, clinic: cast.Clinic) -> None:
        before = last_sequence(clinic.organisation.id)

        actions.correct_patient(patient=clinic.alma, changes={"name": "Alma  Reyes "}, by=clinic.cato, at=NOW)

        assert last_sequence(clinic.organisation.id) == before

    def test_a_name_changes_where_the_patient_signs_in(self, clinic: cast.Clinic) -> None:
        actions.correct_patient(patient=clinic.alma, changes={"preferred_name": "Al"}, by=clinic.cato, at=NOW)

        assert User.objects.get(id=clinic.alma_herself.user_id).name == "Al"
        assert list(queries.patient_search(clinic.noor, "al rey")) == [clinic.alma]

    def test_an_emergency_contact_needs_a_number(self, clinic: cast.Clinic) -> None:
        with pytest.raises(NotPlausible):
            actions.add_contact(patient=clinic.alma, name="Rosa Reyes", is_emergency=True, by=clinic.cato, at=NOW)

        rosa = actions.add_contact(
            patient=clinic.alma,
            name="Rosa Reyes",
            phone="212 555 0100",
            is_emergency=True,
            is_escort=True,
            by=clinic.cato,
            at=NOW,
        )
        assert list(queries.contacts_of(clinic.alma.id)) == [rosa]
        actions.remove_contact(contact=rosa, by=clinic.cato, at=NOW)
        assert not queries.contacts_of(clinic.alma.id).exists()


class TestStaff:
    def test_role_and_configuration_changes_are_in_one_chain(self, clinic: cast.Clinic) -> None:
        sol = clinic.staff(clinic.sol)

        actions.change_roles(staff=sol, roles=[Role.THERAPIST, Role.COORDINATOR], by=clinic.dara, at=NOW)
        roles = last(clinic.organisation.id)
        actions.change_settings(
            organisation=clinic.organisation, settings=ClinicSettings(clinic_phone="212 555 0000"), by=clinic.dara, at=NOW
        )
        settings = last(clinic.organisation.id)

        assert roles is not None
        assert settings is not None
        assert roles.body["before"] == ["therapist"]
        assert roles.body["after"] == ["coordinator", "therapist"]
        assert settings.body["changed"] == {"clinic_phone": ["", "212 555 0000"]}
        assert settings.sequence == roles.sequence + 1
        assert settings.previous_hash == roles.hash
        assert queries.settings_of(clinic.organisation.id).clinic_phone == "212 555 0000"
        assert verify(clinic.organisation.id).is_whole

    def test_an_impossible_setting_is_refused_with_its_name(self, clinic: cast.Clinic) -> None:
        with pytest.raises(NotPlausible) as refused:
            actions.change_settings(
                organisation=clinic.organisation,
                settings=ClinicSettings(crisis_contact_within_hours=500),
                by=clinic.dara,
                at=NOW,
            )

        assert refused.value.field == "crisis_contact_within_hours"
        with pytest.raises(msgspec.ValidationError, match="crisis_fone"):
            msgspec.convert({"crisis_fone": "988"}, ClinicSettings)

    def test_the_last_director_stays(self, clinic: cast.Clinic) -> None:
        dara = clinic.staff(clinic.dara)

        with pytest.raises(LastDirector):
            actions.change_roles(staff=dara, roles=[Role.COORDINATOR], by=clinic.dara, at=NOW)
        with pytest.raises(LastDirector):
            actions.retire_staff(staff=dara, by=clinic.dara, at=NOW)

        actions.change_roles(staff=clinic.staff(clinic.cato), roles=[Role.COORDINATOR, Role.DIRECTOR], by=clinic.dara, at=NOW)
        actions.retire_staff(staff=dara, by=clinic.dara, at=NOW)
        assert queries.actor_of(clinic.dara.user_id) is None

    @pytest.mark.parametrize("roles", [[], [Role.PATIENT], [Role.PATIENT, Role.MONITOR]])
    def test_staff_have_a_role_of_staff(self, clinic: cast.Clinic, roles: list[Role]) -> None:
        with pytest.raises(NotPlausible):
            actions.change_roles(staff=clinic.staff(clinic.sol), roles=roles, by=clinic.dara, at=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            Staff.objects.filter(user_id=clinic.sol.user_id).update(roles=[str(role) for role in roles])

    def test_an_email_address_belongs_to_one_person(self, clinic: cast.Clinic) -> None:
        with pytest.raises(AlreadyKnown):
            actions.add_staff(
                organisation=clinic.organisation,
                name="N",
                email="NOOR@harbour.example",
                roles=[Role.MONITOR],
                by=clinic.dara,
                at=NOW,
            )

    @pytest.mark.parametrize("number", ["1234567890", "123", "9234567893", "abc"])
    def test_an_npi_has_a_check_digit(self, clinic: cast.Clinic, number: str) -> None:
        with pytest.raises(NotPlausible) as refused:
            actions.add_staff(
                organisation=clinic.organisation, name="Ada", email="ada@harbour.example", roles=[Role.PRESCRIBER],
                npi=number, by=clinic.dara, at=NOW,
            )  # fmt: skip

        assert refused.value.field == "npi"

    def test_a_true_npi_is_taken(self, clinic: cast.Clinic) -> None:
        ada = actions.add_staff(
            organisation=clinic.organisation, name="Ada", email="ada@harbour.example", roles=[Role.PRESCRIBER],
            npi="1234567893", by=clinic.dara, at=NOW,
        )  # fmt: skip

        assert ada.npi == "1234567893"

    def test_a_licence_counts_in_its_state_until_it_ends(self, clinic: cast.Clinic) -> None:
        noor, sol = clinic.staff(clinic.noor), clinic.staff(clinic.sol)
        actions.add_licence(
            staff=noor, state="ny", kind="MD", number="A 1", expires_on=NOW.date() + timedelta(days=5), by=clinic.dara, at=NOW
        )

        assert noor in queries.licensed_in(clinic.organisation.id, "NY", NOW.date() + timedelta(days=5))
        assert noor not in queries.licensed_in(clinic.organisation.id, "NY", NOW.date() + timedelta(days=6))
        assert noor not in queries.licensed_in(clinic.organisation.id, "NJ", NOW.date())
        assert queries.has_licence(sol.user_id, "NY", NOW.date())
        assert noor.licences.count() == 1

    def test_staff_are_found_by_role(self, clinic: cast.Clinic) -> None:
        assert [each.name for each in queries.staff_with_role(clinic.organisation.id, Role.MONITOR)] == ["Mira Santos"]


class TestWhoMayKnow:
    def test_a_patient_finds_only_themselves(self, clinic: cast.Clinic) -> None:
        bela = register(clinic)

        assert queries.patient_for(clinic.alma_herself, clinic.alma.id) == clinic.alma
        assert queries.patient_for(clinic.alma_herself, bela.id) is None
        assert not queries.patient_search(clinic.alma_herself, "bela").exists()

    def test_another_clinic_finds_nobody(self, clinic: cast.Clinic) -> None:
        ines = cast.ines(cast.another_clinic())

        assert queries.patient_for(ines, clinic.alma.id) is None
        assert queries.staff_for(ines, clinic.staff(clinic.noor).id) is None
        assert [each.organisation_id for each in queries.patient_search(ines, "alma")] == [ines.organisation_id]

    def test_search_takes_the_beginnings_of_words_and_the_record_number(self, clinic: cast.Clinic) -> None:
        bela = register(clinic)

        for text in ("sor", "bela", "SØRENSEN b", "k000002"):
            assert list(queries.patient_search(clinic.noor, text)) == [bela]
        assert not queries.patient_search(clinic.noor, "").exists()
        assert not queries.patient_search(clinic.noor, "orensen").exists()

    def test_who_somebody_is_costs_at_most_two_queries(
        self, clinic: cast.Clinic, django_assert_max_num_queries: object
    ) -> None:
        with django_assert_max_num_queries(2):  # type: ignore[operator]  # pytest-django's fixture has no public type
            actor = queries.actor_of(clinic.alma_herself.user_id)

        assert actor == clinic.alma_herself


@pytest.mark.parametrize("name, as_compared", [("Øyvind Þórsson", "oyvind thorsson"), ("  O’Neil-Łach ", "o neil lach")])
def test_names_are_compared_without_accents(name: str, as_compared: str) -> None:
    assert normalised(name) == as_compared


def test_different_names_are_not_alike() -> None:
    assert not alike("alma reyes", "noor haddad")
    assert not alike("", "alma")
