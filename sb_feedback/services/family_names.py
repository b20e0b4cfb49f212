"""Generated family names: neutral, short, and never chosen by a person."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from itertools import count

TREES_AND_PLANTS = (
    "Alder", "Almond", "Apple", "Ash", "Aspen", "Aster", "Basil", "Bay", "Beech", "Birch",
    "Briar", "Cedar", "Cherry", "Clover", "Cypress", "Dahlia", "Dogwood", "Elder", "Elm",
    "Fern", "Fig", "Fir", "Ginger", "Hazel", "Heather", "Hickory", "Holly", "Iris", "Ivy",
    "Jasmine", "Juniper", "Larch", "Laurel", "Lavender", "Lemon", "Lilac", "Lily", "Linden",
    "Lotus", "Magnolia", "Maple", "Mint", "Myrtle", "Oak", "Olive", "Orchid", "Palm", "Peach",
    "Pear", "Pecan", "Peony", "Pine", "Plum", "Poplar", "Poppy", "Primrose", "Redwood", "Reed",
    "Rose", "Rowan", "Sage", "Sorrel", "Spruce", "Sumac", "Sycamore", "Tamarack", "Thistle",
    "Thyme", "Tulip", "Verbena", "Violet", "Walnut", "Willow", "Yarrow", "Yew", "Zinnia",
)  # fmt: skip


def free_family_name(taken: Collection[str]) -> str:
    """A name that no family of the site has yet: "Maple", later "Maple 2"."""
    for number in count(1):
        names = [tree if number == 1 else f"{tree} {number}" for tree in TREES_AND_PLANTS]
        free = [name for name in names if name not in taken]
        if free:
            return secrets.choice(free)
    raise AssertionError("names never run out")
