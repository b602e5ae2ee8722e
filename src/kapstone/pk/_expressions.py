"""Arithmetic of model files: names, numbers, + - * / **, min, max, exp and log. Parsed, checked for units, never evaluated as code."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from kapstone.pk._dimensions import BARE, Power, words

__all__ = ["Expression", "Unreadable", "parse"]

Value = Any  # Any: a float, or an array with one number for each patient; NumPy's types do not say which

_BINARY: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}
_FUNCTIONS: dict[str, Callable[..., Value]] = {"min": np.minimum, "max": np.maximum, "exp": np.exp, "log": np.log}
_MAX_LENGTH = 400


class Unreadable(ValueError):
    """An expression that is not plain arithmetic, or whose units clash; the sentence says where."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One parsed expression."""

    text: str
    names: frozenset[str]
    _node: ast.expr

    def value(self, known: Mapping[str, Value]) -> Value:
        """A float where all names are floats, else an array (n,)."""
        return _value(self._node, known)

    def power(self, known: Mapping[str, Power]) -> Power:
        """The dimension of the result. Raises Unreadable where a sum or comparison mixes units."""
        found = _power(self._node, known, self.text)
        return BARE if found is None else found


def parse(text: str) -> Expression:
    """Read an expression. Raises Unreadable."""
    if len(text) > _MAX_LENGTH:
        raise Unreadable(f"longer than {_MAX_LENGTH} characters")
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Unreadable(f"{text!r} is not arithmetic") from None
    return Expression(text, frozenset(_names(node, text)), node)


def _names(node: ast.expr, text: str) -> set[str]:
    match node:
        case ast.Constant(value=bool()):
            raise Unreadable(f"{text!r}: only numbers, names, + - * / ** and {', '.join(_FUNCTIONS)} are understood")
        case ast.Constant(value=int() | float()):
            return set()
        case ast.Name(id=name):
            return {name}
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return _names(inner, text)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            return _names(left, text) | _names(right, text)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS and len(args) == _arity(name):
            return set().union(*(_names(each, text) for each in args))
        case _:
            raise Unreadable(f"{text!r}: only numbers, names, + - * / ** and {', '.join(_FUNCTIONS)} are understood")


def _arity(name: str) -> int:
    return 2 if name in {"min", "max"} else 1


def _value(node: ast.expr, known: Mapping[str, Value]) -> Value:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return known[name]
        case ast.UnaryOp(operand=inner):
            return -_value(inner, known)
        case ast.BinOp(left=left, op=op, right=right):
            return _BINARY[type(op)](_value(left, known), _value(right, known))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name](*(_value(each, known) for each in args))
        case _:
            raise AssertionError("parse() lets nothing else through")


def _power(node: ast.expr, known: Mapping[str, Power], text: str) -> Power | None:
    """The dimension; None for a written 0, which may stand beside any unit."""
    match node:
        case ast.Constant(value=value):
            return None if value == 0 else BARE
        case ast.Name(id=name):
            return known[name]
        case ast.UnaryOp(operand=inner):
            return _power(inner, known, text)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return _raised(_power(left, known, text), right, text)
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            sign = 1 if isinstance(op, ast.Mult) else -1
            one, other = _power(left, known, text) or BARE, _power(right, known, text) or BARE
            return tuple(a + sign * b for a, b in zip(one, other, strict=True))
        case ast.BinOp(left=left, right=right):
            return _alike(_power(left, known, text), _power(right, known, text), text)
        case ast.Call(func=ast.Name(id="min" | "max"), args=[left, right]):
            return _alike(_power(left, known, text), _power(right, known, text), text)
        case ast.Call(func=ast.Name(id=name), args=[inner]):
            return _alike(_power(inner, known, text), BARE, f"{name} in {text}")
        case _:
            raise AssertionError("parse() lets nothing else through")


def _alike(one: Power | None, other: Power | None, text: str) -> Power | None:
    if one is None or other is None:
        return one or other
    if one != other:
        raise Unreadable(f"{text!r} puts {words(one)} beside {words(other)}")
    return one


def _raised(base: Power | None, exponent: ast.expr, text: str) -> Power:
    match exponent:
        case ast.Constant(value=int() | float() as number):
            times = Fraction(str(number))
        case ast.UnaryOp(operand=ast.Constant(value=int() | float() as number)):
            times = -Fraction(str(number))
        case _:
            if base == BARE:
                return BARE
            raise Unreadable(f"{text!r} raises {words(base or BARE)} to a power that is not a plain number")
    return tuple(times * each for each in base or BARE)
