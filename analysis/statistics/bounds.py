"""What a share could be at worst and at best if everybody had answered."""

from analysis.shares import Interval


def worst_case_bounds(count: int, answered: int, invited: int) -> Interval | None:
    """Bounds of the share among all invited, whatever the others would have said (Manski, 1995).

    [count / invited, (count + invited - answered) / invited].

    Parameters
    ----------
    count, answered, invited : people, 0 <= count <= answered <= invited.

    Returns limits in 0..1; None when nobody was invited. ValueError outside the ranges.
    """
    if not 0 <= count <= answered <= invited:
        raise ValueError("give count, answered and invited in ascending order, from 0")
    if invited == 0:
        return None
    return Interval(count / invited, (count + invited - answered) / invited)
