"""Products of ketamine and esketamine, one file each."""

from functools import cache

from kapstone import catalogue
from kapstone.drugs._product import Product

__all__ = ["Product", "all_products"]


@cache
def all_products() -> dict[str, Product]:
    """Every product by its id."""
    return catalogue.entries(__name__, Product, name="PRODUCT")
