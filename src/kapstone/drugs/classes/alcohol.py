"""Alcohol: it adds to sedation."""

from kapstone.drugs._ingredient import MedicineClass, seen

INGREDIENTS = (seen("ethanol", "448", "alcohol", "beer", "wine", "vodka", "whiskey", "whisky"),)

CLASS = MedicineClass(
    id="ALCOHOL", title="Alcohol", says="It adds to sedation.", members=tuple(each.name for each in INGREDIENTS)
)
