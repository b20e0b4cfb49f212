"""The state pool: sums of all accepted forms of a group, and the statistics that rest on them.

The sums leave a closing only merged into the pool of the state, which stays sealed.
"""

from analysis.least import Withheld
from analysis.pool.forms import PoolForm
from analysis.pool.gap import PoolGap
from analysis.pool.plain import to_plain
from analysis.pool.results import StateStatistics
from analysis.pool.scale_sums import ScaleSums
from analysis.pool.state import state_statistics
from analysis.pool.tally import PoolTally

__all__ = [
    "PoolForm",
    "PoolGap",
    "PoolTally",
    "ScaleSums",
    "StateStatistics",
    "Withheld",
    "state_statistics",
    "to_plain",
]
