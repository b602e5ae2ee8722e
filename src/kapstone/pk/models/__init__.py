"""Published models, one TOML file each, strictly checked; `load("otto2021")` is one of them, `all_models()` all by id."""

from functools import cache
from importlib import resources

import msgspec

from kapstone.findings import Level
from kapstone.pk._laws import broken
from kapstone.pk.errors import Concern, Kind, ModelRefused, UnknownModel
from kapstone.pk.model import Model
from kapstone.pk.parts import Spec
from kapstone.strict import Mistake

__all__ = ["all_models", "load", "parse"]


def parse(source: str, name: str = "model") -> Model:
    """The model in `source`, a TOML file. Raises ModelRefused with every mistake by its path."""
    try:
        spec = msgspec.toml.decode(source, type=Spec)
    except msgspec.ValidationError as problem:
        raise ModelRefused(name, [Mistake("file", str(problem))]) from None
    except (msgspec.DecodeError, ValueError) as problem:
        raise ModelRefused(name, [Mistake("file", f"is not TOML: {problem}")]) from None
    mistakes = [Mistake(*each) for each in broken(spec)]
    if mistakes:
        raise ModelRefused(name, mistakes)
    return Model(spec)


@cache
def all_models() -> dict[str, Model]:
    """Every model of this package by id. Each file is named for its id."""
    return {name: load(name) for name in _files()}


@cache
def load(name: str) -> Model:
    """One model by its id. Raises UnknownModel, naming those there are."""
    if name not in _files():
        raise UnknownModel(
            Concern(
                kind=Kind.MODEL,
                level=Level.STOP,
                field="model",
                value=name,
                says=f"no model is called {name!r}",
                limit=", ".join(_files()),
                advice=f"There are {', '.join(_files())}.",
            )
        )
    model = parse((resources.files(__name__) / f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")
    if model.id != name:
        raise ModelRefused(f"{name}.toml", [Mistake("id", f"holds the model {model.id!r}; a file is named for its id")])
    return model


@cache
def _files() -> tuple[str, ...]:
    return tuple(sorted(file.name[:-5] for file in resources.files(__name__).iterdir() if file.name.endswith(".toml")))
