"""Small random data, with ties, missing answers and odd sizes."""

from hypothesis import strategies as st

OPTIONS = st.one_of(st.integers(1, 5).map(float), st.just(float("nan")))
REALS = st.one_of(
    st.integers(-3, 3).map(float),
    st.floats(-1e6, 1e6, allow_nan=False, allow_subnormal=False).map(lambda x: round(x, 6)),
    st.just(float("nan")),
)
LEVELS = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99])


def rows(answers: st.SearchStrategy[float]) -> st.SearchStrategy[list[tuple[float, int]]]:
    """(answer, cluster) pairs."""
    return st.lists(st.tuples(answers, st.integers(0, 6)), max_size=30)


def counted(largest: int = 30) -> st.SearchStrategy[list[tuple[int, int]]]:
    """(count, n) pairs with 0 <= count <= n."""
    pair = st.integers(0, largest).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
    return st.lists(pair, max_size=20)
