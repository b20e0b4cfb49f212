"""Scores of one form on one scale, by integers: the half rule, top score and affirmed.

`total` is the sum of the answered items, `answered` their number, `size` the items of the scale.
"""


def scale_mean(total: int, answered: int, size: int) -> float | None:
    """Mean of the answered items, 1..points, or None when fewer than half are answered.

    Half rule: Ware (1993); Fayers & Machin (2016). ValueError unless 0 <= answered <= size.
    """
    if not counts_for_scale(answered, size):
        return None
    return total / answered


def is_affirmed(total: int, answered: int, size: int, points: int = 5) -> bool:
    """Whether at least half the items are answered and their mean is at least points - 1.

    Compared as integers (total >= (points - 1) * answered), so that no rounding decides.
    """
    return counts_for_scale(answered, size) and total >= (points - 1) * answered


def is_top_score(total: int, answered: int, size: int, points: int = 5) -> bool:
    """Whether every item of the scale is answered, each with the top answer.

    Elwyn et al. (2013), CollaboRATE. A blank item is not a top answer.
    """
    _check(answered, size)
    return answered == size and total == points * size


def counts_for_scale(answered: int, size: int) -> bool:
    """Half rule: whether at least half of the `size` items are answered."""
    _check(answered, size)
    return 2 * answered >= size


def _check(answered: int, size: int) -> None:
    if not 0 <= answered <= size or size < 1:
        raise ValueError(f"{answered} answered items of a scale of {size}")
