"""The strict reader of protocol files: it takes nothing it does not know, and names every mistake at once."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any, TypeVar

from kapstone.evidence import Citation, Standing
from kapstone.facts import AmountAs, Drug, Indication, Route, digest_of
from kapstone.protocols import _known as known
from kapstone.protocols import _laws
from kapstone.protocols import _model as model
from kapstone.protocols._kinds import InBasis, Kind, Spec, Wrong, choice, day, ids, ids_of, many, quantity, text
from kapstone.rules import Limit, all_rules
from kapstone.rules.conflicts import Conflict, all_conflicts
from kapstone.strict import FileRefused, Mistake, did_you_mean_or_known
from kapstone.units import is_unit, same_unit

__all__ = ["ProtocolRefused", "parse"]

T = TypeVar("T")
_Table = Mapping[str, Any]  # Any: TOML values

_HEAD: dict[str, Kind] = {
    "id": text,
    "version": text,
    "title": text,
    "summary": text,
    "indication": choice(Indication),
    "drug": choice(Drug),
    "route": choice(Route),
    "place": choice(model.Setting),
    "amount_as": choice(AmountAs),
}
_HEAD_OPTIONAL: dict[str, Kind] = {"also_for": many(choice(Indication))}

_SECTIONS: dict[str, type] = {
    "confirmation": model.Confirmation,
    "course": model.Course,
    "maintenance": model.Maintenance,
    "dose": model.Dose,
    "infusion": model.Infusion,
    "booster": model.Booster,
    "monitoring": model.Monitoring,
    "staffing": model.Staffing,
    "preparation": model.Preparation,
    "next_day": model.NextDay,
    "integration": model.Integration,
    "windows": model.Windows,
    "therapy": model.Therapy,
    "home": model.Home,
    "rems": model.Rems,
}
_OPTIONAL = {"infusion", "therapy", "home", "rems"}
_LISTS: dict[str, type] = {"phases": model.Phase, "criteria": model.Criterion}
"""Sections that may stand several times, [[phases]], or not at all."""
_TOP = {"protocol", "sources", "documents", "measures", "rules", "choices", *_SECTIONS, *_LISTS}


class ProtocolRefused(FileRefused):
    """The file is no protocol."""


def parse(source: str, name: str = "protocol") -> model.Protocol:
    """The protocol in `source`. Raises ProtocolRefused with all mistakes."""
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise ProtocolRefused(name, [Mistake("file", f"is not TOML: {error}")]) from None
    return _Reader(name, source, tables).protocol()


class _Reader:
    """One reading: the mistakes and origins it gathers on the way."""

    def __init__(self, name: str, source: str, tables: dict[str, Any]) -> None:  # Any: TOML values
        self.name, self.source, self.tables = name, source, tables
        self.mistakes: list[Mistake] = []
        self.origins: dict[str, model.Origin] = {}
        self.sources: dict[str, Citation] = {}

    def protocol(self) -> model.Protocol:
        self._keys("", self.tables, _TOP)
        self._read_sources()
        head = self._head()
        sections: dict[str, Any] = {key: self._section(key, cls) for key, cls in _SECTIONS.items()}
        lists: dict[str, Any] = {key: self._several(key, cls) for key, cls in _LISTS.items() if key in self.tables}
        measures = self._measures()
        documents = self._value("documents", self.tables.get("documents", MISSING), ids_of("document", known.documents))
        rules = self._rules()
        choices = self._choices(rules)
        self._refuse_if_wrong()
        protocol = model.Protocol(
            **head,
            **sections,
            **lists,
            measures=measures,
            documents=documents,
            sources=MappingProxyType(self.sources),
            rules=MappingProxyType(rules),
            choices=MappingProxyType(choices),
            origins=MappingProxyType(self.origins),
            text=self.source,
            digest=digest_of(self.tables),
        )
        self.mistakes += [Mistake(path, sentence) for path, sentence in _laws.broken(protocol)]
        self._refuse_if_wrong()
        return protocol

    def _refuse_if_wrong(self) -> None:
        if self.mistakes:
            raise ProtocolRefused(self.name, self.mistakes)

    def _wrong(self, path: str, sentence: str) -> None:
        self.mistakes.append(Mistake(path, sentence))

    # -- parts ----------------------------------------------------------------------------------------------------

    def _keys(self, path: str, table: _Table, allowed: Iterable[str]) -> None:
        known_keys = set(allowed)
        for key in table:
            if key not in known_keys:
                self._wrong(
                    f"{path}.{key}" if path else key, f"is not a key known here{did_you_mean_or_known(key, known_keys)}"
                )

    def _table(self, path: str) -> _Table | None:
        raw = self.tables.get(path)
        if isinstance(raw, dict):
            return raw
        self._wrong(path, f"section [{path}] is missing" if raw is None else f"must be a section, [{path}]")
        return None

    def _value(self, path: str, raw: object, kind: Kind) -> Any:  # Any: see Kind
        if raw is MISSING:
            return self._wrong(path, "is missing")
        try:
            return kind(raw)
        except Wrong as wrong:
            return self._wrong(path, str(wrong))

    def _head(self) -> dict[str, Any]:  # Any: see Kind
        table = self._table("protocol")
        if table is None:
            return {}
        asked = _HEAD | {key: kind for key, kind in _HEAD_OPTIONAL.items() if key in table}
        self._keys("protocol", table, _HEAD | _HEAD_OPTIONAL)
        return {key: self._value(f"protocol.{key}", table.get(key, MISSING), kind) for key, kind in asked.items()}

    def _read_sources(self) -> None:
        table = self._table("sources") or {}
        for key, raw in table.items():
            path = f"sources.{key}"
            if not isinstance(raw, dict):
                self._wrong(path, "must be a table with a title, and where it can be found")
                continue
            self._keys(path, raw, {"title", "where", "doi", "url"})
            read = {
                part: self._value(f"{path}.{part}", raw[part], text) for part in ("title", "where", "doi", "url") if part in raw
            }
            if "title" not in raw:
                self._wrong(f"{path}.title", "is missing")
            elif all(read.values()):
                self.sources[key] = Citation(key, **read)

    def _section(self, key: str, cls: type[T]) -> T | None:
        if key in _OPTIONAL and key not in self.tables:
            return None
        table = self._table(key)
        return None if table is None else self._filled(key, table, cls)

    def _filled(self, path: str, table: _Table, cls: type[T]) -> T | None:
        specs: dict[str, Spec] = {spec.name: spec.metadata["spec"] for spec in fields(cls)}  # type: ignore[arg-type]  # all are dataclasses
        self._keys(path, table, specs)
        before = len(self.mistakes)
        values: dict[str, Any] = {}  # Any: see Kind
        unit = self._unit(table)
        for name, spec in specs.items():
            raw = table.get(name, MISSING)
            if raw is MISSING and spec.optional:
                continue
            kind = spec.kind.using(unit) if isinstance(spec.kind, InBasis) else spec.kind
            read = self._setting if spec.is_setting else self._value
            values[name] = read(f"{path}.{name}", raw, kind)
        return cls(**values) if len(self.mistakes) == before else None

    @staticmethod
    def _unit(table: _Table) -> str:
        return "mg" if table.get("basis") == model.Basis.FIXED.value else "mg/kg"

    def _setting(self, path: str, raw: object, kind: Kind) -> Any:  # Any: see Kind
        """A number with its source beside it."""
        if raw is MISSING:
            return self._wrong(path, "is missing")
        if not isinstance(raw, dict):
            return self._wrong(path, 'has no source; write { is = ..., source = "...", standing = "checked" }')
        self._keys(path, raw, {"is", "source", "standing", "where"})
        standing = self._value(f"{path}.standing", raw.get("standing", MISSING), choice(Standing))
        where = self._value(f"{path}.where", raw["where"], text) if "where" in raw else ""
        source = self._source(path, raw, standing)
        if standing is not None:
            self.origins[path] = model.Origin(standing, source, where or "")
        return self._value(f"{path}.is" if "is" not in raw else path, raw.get("is", MISSING), kind)

    def _source(self, path: str, raw: _Table, standing: Standing | None) -> Citation | None:
        if "source" not in raw:
            if standing is not None and standing is not Standing.DESIGN:
                self._wrong(
                    f"{path}.source", f"is missing; only a number of standing {Standing.DESIGN.value!r} needs no source"
                )
            return None
        key = self._value(f"{path}.source", raw["source"], text)
        if key is not None and key not in self.tables.get("sources", {}):
            self._wrong(
                f"{path}.source",
                f"no source is called {key!r} in [sources]{did_you_mean_or_known(key, self.tables.get('sources', {}))}",
            )
        return self.sources.get(key) if key else None

    def _measures(self) -> tuple[model.MeasurePlan, ...]:
        if not self.tables.get("measures"):
            self._wrong("measures", "name at least one measure, each as [[measures]]")
            return ()
        return self._several("measures", model.MeasurePlan)

    def _several(self, key: str, cls: type[T]) -> tuple[T, ...]:
        """Every table of a section that may stand several times; its place counts from 0."""
        raw = self.tables[key]
        if not isinstance(raw, list):
            self._wrong(key, f"must be tables, each as [[{key}]]")
            return ()
        found = []
        for place, table in enumerate(raw):
            path = f"{key}[{place}]"
            if not isinstance(table, dict):
                self._wrong(path, f"must be a table, [[{key}]]")
            elif (entry := self._filled(path, table, cls)) is not None:
                found.append(entry)
        return tuple(found)

    def _rules(self) -> dict[str, Mapping[str, float]]:
        """The limits this protocol sets for rules, checked against what each rule allows."""
        table = self.tables.get("rules", {})
        if not isinstance(table, dict):
            self._wrong("rules", "must be tables, one per rule: [rules.MON-P1]")
            return {}
        found: dict[str, Mapping[str, float]] = {}
        for rule_id, raw in table.items():
            path = f"rules.{rule_id}"
            rule = all_rules().get(rule_id)
            if rule is None:
                self._wrong(path, f"no rule is called {rule_id!r}{did_you_mean_or_known(rule_id, all_rules())}")
            elif not isinstance(raw, dict):
                self._wrong(path, f"must be a table of limits, [{path}]")
            else:
                self._keys(path, raw, rule.limits)
                found[rule_id] = MappingProxyType(
                    {
                        name: self._setting(f"{path}.{name}", raw[name], _limit(limit))
                        for name, limit in rule.limits.items()
                        if name in raw
                    }
                )
        return found

    def _choices(self, rules: Mapping[str, Mapping[str, float]]) -> dict[str, model.Choice]:
        """The sources this protocol follows where sources differ: [choices.TOPIC], with who chose, when and why."""
        table = self.tables.get("choices", {})
        if not isinstance(table, dict):
            self._wrong("choices", "must be tables, one per topic: [choices.trd_scope]")
            return {}
        found: dict[str, model.Choice] = {}
        for topic, raw in table.items():
            path = f"choices.{topic}"
            conflict = all_conflicts().get(topic)
            if conflict is None or not conflict.is_choice:
                open_ = [each.id for each in all_conflicts().values() if each.is_choice]
                self._wrong(path, f"on no topic called {topic!r} is there a choice{did_you_mean_or_known(topic, open_)}")
            elif not isinstance(raw, dict):
                self._wrong(path, f"must be a table, [{path}]")
            else:
                self._keys(path, raw, {"is", "why", "by", "on"})
                variants = [variant.id for variant in conflict.variants]
                kinds = {"is": ids("variant", variants.copy), "why": text, "by": text, "on": day}
                said = {key: self._value(f"{path}.{key}", raw.get(key, MISSING), kind) for key, kind in kinds.items()}
                if None not in said.values():
                    found[topic] = self._chosen(path, conflict, said, rules)
        return found

    def _chosen(
        self, path: str, conflict: Conflict, said: Mapping[str, Any], rules: Mapping[str, Mapping[str, float]]
    ) -> model.Choice:  # Any: see Kind
        """The choice, with its standing kept as that of a number; one that [rules] contradicts is refused."""
        variant = conflict.variant(said["is"])
        for rule, limits in variant.limits.items():
            for name, value in limits.items():
                if rules.get(rule, {}).get(name, value) != value:
                    self._wrong(
                        path,
                        f"{variant.id!r} sets {name} of {rule} to {value:g}, and [rules.{rule}] to another number; keep one",
                    )
        self.origins[path] = model.Origin(Standing.TO_CONFIRM, variant.cites[0], variant.says)
        return model.Choice(variant=variant.id, why=said["why"], by=said["by"], on=said["on"])


def _limit(limit: Limit) -> Callable[[object], float]:
    """A rule's limit as a kind: the unit is the rule's, the bounds are the rule's."""
    low = float("-inf") if limit.low is None else limit.low
    high = float("inf") if limit.high is None else limit.high
    is_measured = is_unit(limit.unit) and not same_unit(limit.unit, "1")

    def read(raw: object) -> float:
        if is_measured:
            return float(quantity(limit.unit, low, high)(raw))
        if not isinstance(raw, int | float) or isinstance(raw, bool):
            raise Wrong(f"must be a number ({limit.unit or limit.says}), written without quotes")
        if not low <= raw <= high:
            raise Wrong(f"is {raw:g}; it must lie from {low:g} to {high:g}")
        return float(raw)

    return read
