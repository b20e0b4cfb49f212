"""What the SAMPLE state tells: twelve invented sites and how their meetings go.

No place, person or answer in it is real.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SEED = "sb_feedback sample state"
QUARTERS = 8
PASSWORD = "sample-data-only"


@dataclass(frozen=True)
class Trend:
    """How often "yes, fully" is answered: at first, now, and what moves in which quarter."""

    start: float
    end: float
    #: item key -> (quarter from which it is different, by how much)
    jumps: dict[str, tuple[int, float]] = field(default_factory=dict)

    def share(self, item: str, quarter: int) -> float:
        """The expected share of "yes, fully" for an item in a quarter, counted from 0."""
        plain = self.start + (self.end - self.start) * quarter / (QUARTERS - 1)
        since, jump = self.jumps.get(item, (QUARTERS, 0.0))
        return min(0.97, max(0.03, plain + (jump if quarter >= since else 0.0)))


@dataclass(frozen=True)
class SampleSite:
    """One invented site."""

    id: str
    name: str
    families: int
    trend: Trend
    #: Families that are new each quarter.
    newcomers: int = 4
    meetings_each: float = 1.4
    answers: float = 0.7
    states_professionals: bool = True
    since_quarter: int = 0
    scope: str = ""

    @property
    def scope_id(self) -> str:
        """The scope that it is reported in."""
        return self.scope or self.id


@dataclass(frozen=True)
class SampleTeam:
    """The invented Active Community Team of a site; its waves begin a quarter before the story."""

    site_id: str
    members: int
    trend: Trend
    answers: float = 0.85
    #: The wave from which on links are sent by e-mail, counted from 0.
    single_use_since: int | None = None


@dataclass(frozen=True)
class SamplePriority:
    """A shared priority: days since the story began, and who looks after it."""

    what: str
    who: str
    identified: int
    monitored: int | None = None
    achieved: int | None = None
    dropped: int | None = None


@dataclass(frozen=True)
class SampleChange:
    """A recorded change of policy, funding or infrastructure."""

    kind: str
    what: str
    happened: int


@dataclass(frozen=True)
class SampleScope:
    """A pool, or a site whose set-up differs from the usual."""

    id: str
    name: str
    months: int = 3
    together: bool = False


MAIN = "alderbrook"

#: Items differ in how easy they are, at every site alike.
EASE = {
    "V1": 0.06, "V2": 0.00, "V3": -0.12, "R1": 0.12, "R2": -0.02, "R3": 0.05,
    "D1": -0.05, "D2": -0.16, "D3": -0.03,
    "T1": 0.02, "T2": 0.06, "T3": -0.08, "C1": 0.16, "C2": 0.10, "C3": 0.08,
    "X1": -0.04, "X2": -0.10, "X3": -0.06, "L1": 0.04, "L2": -0.18, "L3": -0.02, "L4": 0.08,
    "L5": -0.12, "P1": 0.05, "P2": -0.10, "P3": -0.04, "S1": -0.20, "S2": -0.08, "S3": -0.14,
}  # fmt: skip
#: How often each kind of help is named as hard to get.
NEEDS = {
    "B01": 0.42, "B02": 0.30, "B03": 0.18, "B04": 0.38, "B05": 0.12, "B06": 0.22, "B07": 0.08,
    "B08": 0.26, "B09": 0.14, "B10": 0.06, "B11": 0.10, "B12": 0.16, "B13": 0.05, "B14": 0.10,
}  # fmt: skip
#: Caregivers feel a little less part of the plan; professionals see more voice than parents tell.
ROLE_SHIFT = {"parent": 0.0, "caregiver": -0.04, "professional": 0.16, "member": 0.0}

SCOPES = (
    SampleScope("lakes", "Cedarmere and Dogwood Bay"),
    SampleScope("fernhollow", "Fernhollow", months=6, together=True),
    SampleScope("juniper-flats", "Juniper Flats", months=6),
)

SITES = (
    SampleSite(
        MAIN, "Alderbrook", 40, Trend(0.56, 0.66, {"D2": (3, 0.26)}), newcomers=9, answers=0.75
    ),
    SampleSite("birchfield", "Birchfield", 12, Trend(0.6, 0.6), newcomers=0),
    SampleSite("cedarmere", "Cedarmere", 9, Trend(0.55, 0.62), newcomers=2, scope="lakes"),
    SampleSite("dogwood-bay", "Dogwood Bay", 10, Trend(0.58, 0.6), newcomers=2, scope="lakes"),
    SampleSite("elmstead", "Elmstead", 15, Trend(0.93, 0.95), newcomers=3, answers=0.74),
    SampleSite("fernhollow", "Fernhollow", 18, Trend(0.5, 0.6)),
    SampleSite("goldenrod", "Goldenrod", 20, Trend(0.6, 0.6), states_professionals=False),
    SampleSite("hazelwick", "Hazelwick", 26, Trend(0.64, 0.64), newcomers=6),
    SampleSite("ivystone", "Ivystone", 22, Trend(0.74, 0.5), newcomers=5),
    SampleSite("juniper-flats", "Juniper Flats", 14, Trend(0.57, 0.6)),
    SampleSite("larkmoor", "Larkmoor", 20, Trend(0.48, 0.58), answers=0.6),
    SampleSite("maplewick", "Maplewick", 16, Trend(0.6, 0.6), since_quarter=QUARTERS - 1),
)

TEAMS = (
    SampleTeam(
        MAIN,
        18,
        Trend(0.46, 0.66, {"L2": (4, 0.34), "S2": (5, 0.2), "X2": (3, 0.16)}),
        answers=0.88,
    ),
    SampleTeam("hazelwick", 27, Trend(0.7, 0.52), answers=0.7, single_use_since=5),
    SampleTeam("birchfield", 9, Trend(0.6, 0.6)),
)
#: What these teams keep a record of; nobody is named.
PRIORITIES = {
    MAIN: (
        SamplePriority(
            "Safe places for family time in the evening", "Service providers", 20, 110, 400
        ),
        SamplePriority("Rides to visits and meetings", "Site Implementation Team", 200, 290),
        SamplePriority("Parents who have been there join each ACT meeting", "Court", 380, 470, 620),
        SamplePriority("A list of child care with free places", "Community coordinator", 560),
    ),
    "hazelwick": (
        SamplePriority("Shorter waits for counseling", "Service providers", 60, 200),
        SamplePriority("One form for all referrals", "Frontline workers", 150, dropped=420),
    ),
    "birchfield": (SamplePriority("Rides to visits", "Community coordinator", 100),),
}
CHANGES = {
    MAIN: (
        SampleChange("policy", "Visits can be held on two evenings a week.", 300),
        SampleChange("funding", "The county pays for rides to family time.", 480),
        SampleChange("infrastructure", "A family room was opened near the courthouse.", 610),
    ),
    "hazelwick": (SampleChange("funding", "A grant pays for a second counselor.", 350),),
}

#: The improvement that the main site picked, and the quarter in which it began.
IMPROVEMENT_QUARTER = 3
IMPROVEMENT_ITEM = "D2"
IMPROVEMENT_WHAT = (
    "Offer two dates and two ways for each next step, and write down which one was picked."
)
IMPROVEMENT_WHO = "Community coordinator"


@dataclass(frozen=True)
class SampleAction:
    """What somebody does for the improvement, by role, and so many days after it began."""

    what: str
    who: str
    role: str
    after_days: int
    is_done: bool = False


ACTIONS = (
    SampleAction(
        "Print a card with two boxes for each next step.",
        "Community coordinator",
        "coordinator",
        30,
        is_done=True,
    ),
    SampleAction(
        "Give caseworkers half an hour before each meeting to think of a second way.",
        "Child welfare supervisors",
        "reader",
        90,
        is_done=True,
    ),
    SampleAction(
        "Ask service providers which evening and weekend times they can offer.",
        "Service providers",
        "coordinator",
        540,
    ),
)


def months_of(site: SampleSite) -> int:
    """How long the periods of a site are."""
    return next((scope.months for scope in SCOPES if scope.id == site.scope_id), 3)
