"""Answers as the statistics take them: checked arrays, names of items, groups and levels."""

from collections.abc import Iterator, Sequence
from typing import NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
Whole = NDArray[np.int64]

LARGEST = 1e100
LEVEL = 0.95
ROWS = 8192


def as_answers(answers: ArrayLike) -> Matrix:
    """A 2-D array of answers, rows = respondents, columns = items, as float64; no copy if it is.

    NaN (or None) is a missing answer. Raises ValueError unless it has two dimensions and at least
    one column of numbers. Infinite values are found by `checked` and by those that read all cells.
    """
    try:
        array = np.asarray(answers, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("answers are numbers, and NaN where one is missing") from error
    if array.ndim != 2 or array.shape[1] == 0:
        raise ValueError(
            "give answers as a table: a row for each respondent, a column for each item"
            f" (this has the shape {array.shape})"
        )
    return array


def checked(array: Matrix) -> Matrix:
    """The same array. ValueError when a number in it is infinite or beyond 1e100."""
    with np.errstate(invalid="ignore"):
        if (np.abs(array) > LARGEST).any():
            raise ValueError("answers are finite numbers; leave NaN where one is missing")
    return array


def blocks(array: Matrix) -> Iterator[Matrix]:
    """The rows in parts that stay in the processor's cache."""
    return (array[start : start + ROWS] for start in range(0, len(array), ROWS))


def complete_mask(array: Matrix) -> NDArray[np.bool_]:
    """Which rows have no missing answer. ValueError when one that has is not finite."""
    with np.errstate(invalid="ignore", over="ignore"):
        complete: NDArray[np.bool_] = np.isfinite(array @ np.ones(array.shape[1]))
    if not complete.all():
        checked(array[~complete])
    return complete


def complete_rows(array: Matrix) -> Matrix:
    """The rows without a missing answer. ValueError for a number that is not finite."""
    complete = complete_mask(checked(array))
    return array if complete.all() else array[complete]


def as_options(answers: ArrayLike, points: int) -> Matrix:
    """A 2-D array of answers that are whole numbers 1..points or NaN.

    Raises ValueError for any other answer, with its row and column (from 1), and for fewer than
    two points.
    """
    array = as_answers(answers)
    check_points(points)
    for number, block in enumerate(blocks(array)):
        given = block if complete_mask(block).all() else block[~np.isnan(block)]
        if given.size and not _are_options(given, points):
            refuse(block, points, above=number * ROWS)
    return array


def _are_options(given: Matrix, points: int) -> bool:
    in_range = given.min() >= 1 and given.max() <= points
    return bool(in_range and (np.rint(given) == given).all())


def refuse(block: Matrix, points: int, *, above: int) -> NoReturn:
    """ValueError with the place of the first answer that is not 1..points or NaN.

    above : rows of the table above this block.
    """
    right = np.isnan(block) | np.isin(block, np.arange(1, points + 1))
    row, column = np.argwhere(~right)[0]
    raise ValueError(
        f"row {above + row + 1}, column {column + 1}: an answer is a whole number 1 to {points}"
        f" or missing, not {block[row, column]:g}"
    )


def item_names(items: Sequence[str] | None, size: int) -> tuple[str, ...]:
    """The names of the items, "1", "2", ... when none are given.

    Raises ValueError unless there is one name for each of the `size` columns, each once.
    """
    names = tuple(str(number + 1) for number in range(size)) if items is None else tuple(items)
    if len(names) != size or len(set(names)) != size:
        raise ValueError(f"give {size} different names of items, one for each column")
    return names


def check_points(points: int) -> None:
    """ValueError unless a question has at least two options."""
    if points < 2 or points != int(points):
        raise ValueError(f"a question has two or more options, not {points}")


def check_level(level: float) -> None:
    """ValueError unless 0 < level < 1."""
    if not 0 < level < 1:
        raise ValueError(f"a level of confidence is between 0 and 1, not {level}")


def as_vector(values: ArrayLike) -> Vector:
    """The numbers as float64."""
    return np.asarray(values, dtype=np.float64)


def optional(values: Vector) -> tuple[float | None, ...]:
    """The numbers, None where one is NaN."""
    return tuple(None if value != value else value for value in values.tolist())  # noqa: PLR0124
