"""Made-up wording for instruments that ship without theirs, so that every one of them can be tried."""

from functools import cache

from kapstone.instruments import Instrument, all_instruments
from kapstone.instruments.text import parse_text, template_of, with_text

LICENCE = '[licence]\nholder = "Test Clinic"\ngranted_by = "the holder of the rights"\nreference = "1 of 2026"\n'


def filled(instrument: Instrument) -> str:
    """The template of that instrument with something in every pair of quotes."""
    lines = []
    for line in template_of(instrument).splitlines():
        key, equals, _ = line.partition(" =")
        lines.append(f'{key} = "Words for {key}, line {len(lines)}"' if equals and '""' in line else line)
    form = "\n".join(lines)
    if instrument.template is None:
        return form
    head, _, question = form.partition("[items.")
    return head + "\n".join(f"[items.{question}".replace("_1]", f"_{number}]") for number in (1, 2, 3))


@cache
def ready(name: str) -> Instrument:
    """The instrument as it can be asked: as it ships, or with made-up wording."""
    instrument = all_instruments()[name]
    return instrument if instrument.has_text else with_text(instrument, parse_text(filled(instrument), all_instruments()))
