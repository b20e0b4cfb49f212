"""Two lists: lines join what stands in both, brackets hold what is tied, words say the same."""

from analysis import guarded
from analysis.figures.match_strip import MatchList, in_both, match_strip, places
from analysis.figures.wording.match_strip import match_alt, match_list, match_words
from analysis.measures import most_named
from tests.unit.analysis.figures import samples
from tests.unit.analysis.figures.drawing import PREFIX, marks, watched_text


def test_a_line_joins_the_same_code_at_its_height_in_both_lists() -> None:
    with watched_text() as written:
        found = marks(samples.match())
    assert {name for name in found if name.endswith("joins")} == {"B01-joins", "B03-joins"}
    left = [text.box.middle[1] for text in written if text.text == "1" and text.box.left < 20]
    right = [text.box.middle[1] for text in written if text.text == "4" and text.box.left > 200]
    line = found["B01-joins"]
    assert sorted((line.top, line.bottom)) == sorted((round(left[0], 2), round(right[0], 2)))
    assert (line.left, line.right) == (186, 468 - 186)


def test_a_bracket_holds_exactly_what_is_tied() -> None:
    with watched_text() as written:
        found = marks(samples.match())
    assert [name for name in found if "tie" in name] == ["0-tie-1"]
    bracket = found["0-tie-1"]
    counts = [text.box.middle[1] for text in written if text.text == "al menos 17 de 20"]
    inside = [y for y in counts[:4] if bracket.top < y < bracket.bottom]
    assert len(inside) == 2
    assert "2–3" in [text.text for text in written]


def test_places_are_shared_in_a_tie() -> None:
    assert places([("a",), ("b", "c", "d"), ("e",)]) == ["1", "2–4", "5"]
    assert places([("a", "b")]) == ["1–2"]
    assert places([]) == []


def test_lists_are_made_from_guarded_counts_and_read_out_in_full() -> None:
    counts = {code: guarded(named, 20) for code, named in zip("ABCD", (9, 6, 6, 1), strict=True)}
    labels = {"A": "A ride", "B": "Food", "C": "A lawyer", "D": "Sleep"}
    left = match_list("Parents", most_named(counts), labels, counts, "en")
    right = match_list("Team", [["C"]], labels, {"C": guarded(20, 20)}, "en")
    assert in_both(left, right) == ("C",)
    assert match_alt("A finding", left, right, "en") == (
        "A finding. Parents: 1 A ride (9 of 20); 2–3 Food (6 of 20); 2–3 A lawyer (6 of 20). "
        "Team: 1 A lawyer (at least 17 of 20). On both lists: A lawyer."
    )


def test_an_empty_list_says_so() -> None:
    empty = MatchList("Team", ())
    words = match_words("es")
    with watched_text() as written:
        match_strip(samples.match_lists()[0], empty, words, prefix=PREFIX, alt="", sample=False)
    assert words.nothing in [text.text for text in written]
    assert words.nothing in match_alt("T", empty, empty, "es")
