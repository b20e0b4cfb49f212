"""The reasons for figures that are not there, marked for translation."""

from analysis.language import marked

WHYS: dict[str, str] = {
    text: text
    for text in (
        marked("no answers"),
        marked("fewer than two items with answers that differ"),
        marked("all answers are equal"),
        marked("only one unit"),
        marked("too few answers"),
        marked("only one cluster"),
        marked("only one group"),
        marked("only one rater in a group"),
        marked("nothing to divide by"),
        marked("too few points in time"),
        marked("the model could not be fitted"),
        marked("everybody answered, no sampling error"),
        marked("the reliability is below 0: check the scoring"),
        marked("more than 12 groups: name a column with fewer as compare"),
        marked("more than 1000 periods: group dates with [options] periods"),
        marked("more than 2000 clusters: read the test of the mean"),
        marked("an item is in two of these scales"),
        marked("one factor needs three items, several need two each"),
        marked("there is one scale only"),
        marked("not defined for these answers"),
        marked("the model fits any answers, so its fit says nothing"),
        marked("there is no interval"),
        marked("the difference has no test"),
    )
}
"""Reason as the results give it, to its text in the catalogue."""
