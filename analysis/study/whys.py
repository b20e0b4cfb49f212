"""Why a chapter or a figure of it is not there, where the statistics themselves do not say."""

from enum import StrEnum


class Why(StrEnum):
    """Reasons in plain words."""

    MANY_VALUES = "more than 12 groups: name a column with fewer as compare"
    ONE_VALUE = "only one group"
    MANY_PERIODS = "more than 1000 periods: group dates with [options] periods"
    MANY_CLUSTERS = "more than 2000 clusters: read the test of the mean"
    SHARED_ITEM = "an item is in two of these scales"
    FEW_ITEMS = "one factor needs three items, several need two each"
    ONE_SCALE = "there is one scale only"
    NOT_FOR_THIS = "not defined for these answers"
    SATURATED = "the model fits any answers, so its fit says nothing"
    NO_INTERVAL = "there is no interval"
    NO_TEST = "the difference has no test"
