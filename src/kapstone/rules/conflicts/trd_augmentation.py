"""Whether an adequate augmentation is a failed trial of its own."""

from kapstone.evidence import Standing
from kapstone.rules._sources import ATRQ_CASE, ELEKT_D, SPRAVATO_US, at
from kapstone.rules.conflicts._conflict import Conflict, Variant

CONFLICT = Conflict(
    id="trd_augmentation",
    title="Whether augmentations count",
    default="antidepressants_only",
    variants=(
        Variant(
            id="antidepressants_only",
            says="Only different oral antidepressants count, as the label says.",
            cites=(at(SPRAVATO_US, "section 1"),),
            standing=Standing.CHECKED,
            limits={"TRD": {"count_augmentation": 0}},
        ),
        Variant(
            id="with_augmentation",
            says="An adequate augmentation counts as a trial of its own.",
            cites=(ELEKT_D, ATRQ_CASE),
            standing=Standing.CHECKED,
            limits={"TRD": {"count_augmentation": 1}},
        ),
    ),
)
