"""What one concept adds to a report: sections in reading order, and tables for the appendix."""

from dataclasses import dataclass

from analysis.reports.content import Section, Table


@dataclass(frozen=True)
class Part:
    """Sections, and the tables with the numbers of their figures."""

    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
