"""Claims that never appear in a text of ours: no evidence bears them, or they hide a risk."""

import re
from dataclasses import dataclass

__all__ = ["BANNED", "Claim", "find_claims"]

BANNED: dict[str, str] = {
    "NDMA": r"\bndma\b",
    "low risk of abuse": r"\blow(?:er)?[ -]risk (?:of|for) (?:abuse|dependence|addiction)",
    "non-addictive": r"\bnon[ -]?addictive\b|\bnot addictive\b",
    "cure": r"\bcur(?:e|es|ed|ing)\b",
    "proven safe": r"\bproven (?:to be )?safe\b",
    "guaranteed": r"\bguarantee(?:s|d)?\b",
    "FDA-approved ketamine therapy": r"\bfda[ -]approved ketamine (?:therapy|treatment|infusions?)\b",
    "safer than antidepressants": r"\bsafer than (?:anti-?depressants|other (?:medicines|treatments))\b",
    "unanimous": r"\bunanimous(?:ly)?\b",
    "most people are a good fit": r"\bmost (?:people|patients) are a good fit\b",
    "prevents suicide": r"\bprevents? suicide\b",
    "loophole": r"\bloopholes?\b",
    "rewires or heals your brain": r"\b(?:rewir(?:e|es|ing)|heal(?:s|ing)?) (?:your|the) brain\b",
    "regrows brain cells": r"\b(?:re)?grow(?:s|ing)? (?:new )?brain cells\b",
    "no side effects": r"\b(?:no|without|free of) side[ -]effects\b",
}
"""What the claim is, and the pattern that finds its usual wordings (whatever the case)."""

_PATTERNS = {claim: re.compile(pattern, re.IGNORECASE) for claim, pattern in BANNED.items()}


@dataclass(frozen=True, slots=True)
class Claim:
    """A banned claim found in a text, with the words around it."""

    claim: str
    words: str
    start: int


def find_claims(text: str) -> list[Claim]:
    """Every banned claim in `text`, in the order they stand there. Line breaks count as spaces."""
    flat = re.sub(r"\s", " ", text)
    found = [
        Claim(claim, flat[max(0, match.start() - 30) : match.end() + 30].strip(), match.start())
        for claim, pattern in _PATTERNS.items()
        for match in pattern.finditer(flat)
    ]
    return sorted(found, key=lambda claim: claim.start)
