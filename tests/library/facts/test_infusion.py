"""What has gone in and when it ends, through pauses, by the clock and by the pump."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from kapstone.facts import AmountAs, DoseGiven, DosePaused, DoseResumed, DoseStopped, Drug, Fact, Infusion, Record, Route

START = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SESSION, DOSE = UUID(int=1), UUID(int=2)


def at(minute: float) -> datetime:
    return START + timedelta(minutes=minute)


def record(minute: float, fact: Fact, number: int = 9) -> Record[Fact]:
    return Record(id=UUID(int=number), fact=fact, at=at(minute), recorded_at=at(minute))


def dose(infusion_min: float | None = 40) -> Record[DoseGiven]:
    fact = DoseGiven(
        session=SESSION, order=UUID(int=3), drug=Drug.KETAMINE, route=Route.IV, dose_mg=40, amount_as=AmountAs.BASE, infusion_min=infusion_min
    )  # fmt: skip
    return Record(id=DOSE, fact=fact, at=START, recorded_at=START)


def paused(minute: float, mg: float) -> Record[Fact]:
    return record(minute, DosePaused(session=SESSION, dose=DOSE, given_mg=mg))


def resumed(minute: float) -> Record[Fact]:
    return record(minute, DoseResumed(session=SESSION, dose=DOSE))


def test_an_infusion_without_pauses_runs_through() -> None:
    infusion = Infusion.of(dose(), [])

    assert [infusion.given_mg(at(m)) for m in (-5, 0, 10, 40, 90)] == [0, 0, 10, 40, 40]
    assert infusion.ends_at(at(3)) == at(40)
    assert infusion.is_open


def test_a_pause_moves_the_end_and_adds_nothing() -> None:
    infusion = Infusion.of(dose(), [paused(10, 10), resumed(25)])

    assert [infusion.given_mg(at(m)) for m in (10, 20, 25, 35, 55)] == [10, 10, 10, 20, 40]
    assert infusion.ends_at(at(30)) == at(55)
    assert infusion.pauses == ((at(10), at(25)),)
    assert not infusion.is_paused


def test_while_it_is_paused_the_end_moves_with_the_clock() -> None:
    infusion = Infusion.of(dose(), [paused(10, 10)])

    assert infusion.is_paused
    assert infusion.ends_at(at(12)) == at(42)
    assert infusion.ends_at(at(60)) == at(90)
    assert infusion.pauses == ((at(10), None),)


def test_what_somebody_read_off_the_pump_wins_over_the_clock() -> None:
    infusion = Infusion.of(dose(), [paused(10, 6), resumed(15)])

    assert infusion.given_mg(at(12)) == 6
    assert infusion.ends_at(at(20)) == at(49)


def test_its_recorded_end_is_the_end() -> None:
    stop = record(20, DoseStopped(session=SESSION, dose=DOSE, given_mg=12, reason="hypertension"))
    infusion = Infusion.of(dose(), [paused(10, 10), stop])

    assert not infusion.is_open
    assert infusion.ends_at(at(90)) == at(20)
    assert infusion.given_mg(at(90)) == 12
    assert infusion.pauses == ((at(10), at(20)),)


def test_a_dose_given_at_once_is_given_at_once() -> None:
    infusion = Infusion.of(dose(infusion_min=None), [])

    assert infusion.given_mg(START) == 40
    assert infusion.ends_at(at(5)) == START
    assert not infusion.is_open


def test_the_pauses_of_another_dose_do_not_count() -> None:
    other = record(10, DosePaused(session=SESSION, dose=UUID(int=77), given_mg=1))

    assert Infusion.of(dose(), [other]) == Infusion.of(dose(), [])


@given(st.lists(st.tuples(st.integers(0, 120), st.booleans(), st.floats(0, 60)), max_size=8), st.integers(0, 200))
def test_never_less_over_time_without_a_new_reading_and_never_more_than_the_dose(
    turns: list[tuple[int, bool, float]], now: int
) -> None:
    infusion = Infusion.of(dose(), [paused(m, mg) if halts else resumed(m) for m, halts, mg in turns])

    assert 0 <= infusion.given_mg(at(now)) <= 40
    after = [minute for minute, _, _ in turns if minute > now]
    if not after:
        assert infusion.given_mg(at(now)) <= infusion.given_mg(at(now + 7))
        assert infusion.ends_at(at(now)) <= infusion.ends_at(at(now + 7))
