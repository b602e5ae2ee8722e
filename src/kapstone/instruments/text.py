"""The licensed wording of an instrument, as a clinic supplies it: one TOML file, strictly read against the structure that ships."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from kapstone.instruments._instrument import Instrument, Item, Option
from kapstone.strict import FileRefused, Mistake, did_you_mean

__all__ = ["ItemText", "LicensedText", "TextLicence", "TextRefused", "parse_text", "template_of", "with_text"]

_LONGEST = 2000
_LONGEST_LINE = 5000
"""No wording needs more; a key of thousands of parts would take the reader of TOML a minute."""
_TOP = {"instrument", "version", "stem", "copyright", "licence", "options", "items"}
_LICENCE = ("holder", "granted_by", "reference")
_Table = Mapping[str, Any]  # Any: TOML values


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLicence:
    """On what ground the clinic uses the wording."""

    holder: str
    """Who holds the licence: the clinic."""
    granted_by: str
    reference: str
    """Number, letter or terms by which the licence can be found again."""


@dataclass(frozen=True, slots=True)
class ItemText:
    """One question in its licensed words, with the label of each answer by its value."""

    text: str
    labels: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LicensedText:
    """The whole wording of one version of one instrument, checked against its structure."""

    instrument: str
    version: str
    licence: TextLicence
    stem: str
    copyright: str
    items: Mapping[str, ItemText]


class TextRefused(FileRefused):
    """The file does not hold the wording of the instrument."""


def parse_text(source: str, known: Mapping[str, Instrument], name: str = "text") -> LicensedText:
    """The wording in `source` for one of the `known` instruments. Raises TextRefused with all mistakes."""
    long = next((number for number, line in enumerate(source.splitlines(), 1) if len(line) > _LONGEST_LINE), None)
    if long is not None:
        raise TextRefused(name, [Mistake("file", f"line {long} is longer than {_LONGEST_LINE} characters")])
    try:
        tables = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TextRefused(name, [Mistake("file", f"is not TOML: {error}")]) from None
    return _Reader(name, tables, known).text()


def with_text(instrument: Instrument, text: LicensedText) -> Instrument:
    """The instrument in its licensed words, ready to be asked. Raises TextRefused for the wording of another one or another version."""
    if (text.instrument, text.version) != (instrument.id, instrument.version):
        wrong = f"this is the wording of {text.instrument} {text.version}, not of {instrument.id} {instrument.version}"
        raise TextRefused(text.instrument, [Mistake("instrument", wrong)])
    items, critical = instrument.items, instrument.critical
    if instrument.template is not None:
        model = instrument.template
        items = tuple(replace(model, id=item, short=f"{model.short} {item.rpartition('_')[2]}") for item in text.items)
        critical = tuple(
            replace(rule, item=item) for rule in critical for item in (text.items if rule.item == model.id else (rule.item,))
        )
    return replace(
        instrument,
        items=tuple(_worded(item, text.items[item.id]) if item.id in text.items else item for item in items),
        template=None,
        critical=critical,
        stem=text.stem or instrument.stem,
        copyright=text.copyright or instrument.copyright,
    )


def template_of(instrument: Instrument) -> str:
    """The file to fill in for that instrument: every place where licensed words go, empty."""
    return "\n".join(_template(instrument)) + "\n"


def _worded(item: Item, said: ItemText) -> Item:
    options = tuple(Option(option.value, said.labels.get(option.value, option.label), option.code) for option in item.options)
    return replace(item, text=said.text, options=options)


def _template(instrument: Instrument) -> Iterator[str]:
    yield f"# The wording of the {instrument.title}, {instrument.licence.words}."
    yield f"# Get it from {instrument.holder}. Fill in every pair of quotes, then: kapstone instrument check FILE"
    yield f'instrument = "{instrument.id}"'
    yield f'version = "{instrument.version}"'
    yield 'stem = ""  # what stands above all questions; may stay empty'
    yield ""
    yield "[licence]"
    yield 'holder = ""      # who holds the licence: your clinic'
    yield 'granted_by = ""  # who gave it'
    yield 'reference = ""   # its number, date or terms'
    items = list(_to_word(instrument))
    values = sorted({option.value for item in items for option in item.options if not option.label})
    if values:
        yield from ("", "[options]  # the answers, where an item has none of its own")
        yield from (f'{value} = ""' for value in values)
    if instrument.template is not None:
        yield from ("", "# One such table for each question of your form: _1, _2, _3 ...")
    for item in items:
        yield from ("", f"[items.{item.id}]{f'  # {item.short}' if item.short else ''}", 'text = ""')


def _to_word(instrument: Instrument) -> Iterator[Item]:
    """The items that wait for their words; where the form brings its own, one that shows how."""
    if instrument.template is not None:
        yield replace(instrument.template, id=f"{instrument.template.id}_1")
    yield from (item for item in instrument.items if not item.has_text)


class _Reader:
    """Reads one file and gathers every mistake before it refuses."""

    def __init__(self, name: str, tables: _Table, known: Mapping[str, Instrument]) -> None:
        self.name, self.tables, self.known = name, tables, known
        self.mistakes: list[Mistake] = []

    def text(self) -> LicensedText:
        self._only("", self.tables, _TOP)
        instrument = self._instrument()
        licence = self._licence()
        if instrument is None:
            raise TextRefused(self.name, self.mistakes)
        shared = self._labels("options", self.tables.get("options", {}), instrument, own=None)
        items = self._items(instrument, shared)
        stem, notice = (self._words(key, self.tables.get(key, ""), may_be_empty=True) for key in ("stem", "copyright"))
        if self.mistakes:
            raise TextRefused(self.name, self.mistakes)
        return LicensedText(
            instrument=instrument.id,
            version=instrument.version,
            licence=TextLicence(**licence),
            stem=stem,
            copyright=notice,
            items=MappingProxyType(items),
        )

    def _instrument(self) -> Instrument | None:
        name = self._words("instrument", self.tables.get("instrument"))
        instrument = self.known.get(name)
        version = self._words("version", self.tables.get("version"))
        if instrument is None:
            if name:
                self._wrong("instrument", f"no instrument is called {name!r}{did_you_mean(name, self.known)}")
        elif not instrument.holder:
            self._wrong("instrument", f"{instrument.short} ships with its wording, which is {instrument.licence.words}")
            return None
        elif version and version != instrument.version:
            self._wrong(
                "version", f"is {instrument.version!r} here, not {version!r}; another version needs a structure of its own"
            )
        return instrument

    def _licence(self) -> dict[str, str]:
        table = self._table("licence", self.tables.get("licence"))
        self._only("licence.", table, set(_LICENCE))
        return {key: self._words(f"licence.{key}", table.get(key)) for key in _LICENCE}

    def _items(self, instrument: Instrument, shared: Mapping[int, str]) -> dict[str, ItemText]:
        tables = self._table("items", self.tables.get("items"))
        model = instrument.template
        waiting = {item.id: item for item in instrument.items if not item.has_text}
        if model is not None:
            waiting = {key: model for key in tables if re.fullmatch(rf"{model.id}_[a-z0-9]+", key)}
        for key in tables:
            if key in waiting:
                continue
            if model is not None:
                self._wrong(f"items.{key}", f"items of this form are called {model.id}_1, {model.id}_2 and so on")
            elif instrument.item(key) is not None:
                self._wrong(f"items.{key}", "has its words already; leave it out")
            else:
                self._wrong(f"items.{key}", f"{instrument.short} has no such item{did_you_mean(key, waiting)}")
        if not waiting:
            self._wrong("items", "holds no question")
        return {key: said for key, item in waiting.items() if (said := self._item(key, item, tables, instrument, shared))}

    def _item(self, key: str, item: Item, tables: _Table, instrument: Instrument, shared: Mapping[int, str]) -> ItemText | None:
        path = f"items.{key}"
        if key not in tables:
            self._wrong(path, f"is missing; {instrument.short} needs all of its questions")
            return None
        table = self._table(path, tables[key])
        self._only(f"{path}.", table, {"text", "options"})
        own = self._labels(f"{path}.options", table.get("options", {}), instrument, own=item)
        labels = {
            option.value: own.get(option.value) or option.label or shared.get(option.value, "") for option in item.options
        }
        for value, label in labels.items():
            if not label and value not in shared and value not in own:  # one that is there and empty was named already
                self._wrong(f"{path}.options.{value}", "has no label, neither here nor under [options]")
        given = [label for label in labels.values() if label]
        if len(set(given)) < len(given):
            self._wrong(f"{path}.options", "two answers have the same label")
        return ItemText(self._words(f"{path}.text", table.get("text")), MappingProxyType(labels))

    def _labels(self, path: str, raw: object, instrument: Instrument, *, own: Item | None) -> dict[int, str]:
        """Labels by value. Every value has to be an answer of that item, or of some item where they are shared."""
        items = (own,) if own else (*instrument.items, *((instrument.template,) if instrument.template else ()))
        values = {str(option.value): option.value for item in items for option in item.options}
        found = {}
        for key, label in self._table(path, raw).items():
            if key in values:
                found[values[key]] = self._words(f"{path}.{key}", label)
            else:
                self._wrong(f"{path}.{key}", f"is not an answer{' of this item' if own else ''}; there are {', '.join(values)}")
        return found

    def _table(self, path: str, raw: object) -> _Table:
        if isinstance(raw, dict):
            return raw
        self._wrong(path, "is missing" if raw is None else "must be a table")
        return {}

    def _words(self, path: str, raw: object, *, may_be_empty: bool = False) -> str:
        if not isinstance(raw, str):
            self._wrong(path, "is missing" if raw is None else "must be text in quotes")
            return ""
        if not raw.strip() and not may_be_empty:
            self._wrong(path, "must not be empty")
        elif len(raw) > _LONGEST:
            self._wrong(path, f"is longer than {_LONGEST} characters")
        elif any(unicodedata.category(each) == "Cc" and each not in "\n\t" for each in raw):
            self._wrong(path, "holds a control character, which nobody can read")
        return raw.strip()

    def _only(self, place: str, table: _Table, allowed: set[str]) -> None:
        for key in table:
            if key not in allowed:
                self._wrong(f"{place}{key}", f"is not known here{did_you_mean(key, allowed)}")

    def _wrong(self, path: str, sentence: str) -> None:
        self.mistakes.append(Mistake(path, sentence))
