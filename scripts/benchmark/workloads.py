"""The workloads, and how many rows each result has where that is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    name: str
    # Each result by the name the peers' programs print, in the order in which Dossier's program counts
    # them: its rows at scale 1 and at scale 0.01.
    results: dict[str, tuple[int, int]]
    # The relation of which rows are changed where changes are measured.
    changed: str = "edge"

    def known(self, scale: float) -> dict[str, int] | None:
        """The rows of each result at a scale, or nothing where they are not in the table."""
        place = {1.0: 0, 0.01: 1}.get(scale)
        if place is None:
            return None
        return {name: counts[place] for name, counts in self.results.items()}


# Scale 1 as in the benchmark kit's notes, where Soufflé and DuckDB agree; scale 0.01 from DuckDB 2.0 and,
# for cspa, from Soufflé 2.5, and the same in Dossier and Soufflé.
WORKLOADS = [
    Workload("tc", {"tc": (3_523_172, 340)}),
    Workload("tc_chain", {"tc": (3_123_750, 300)}),
    Workload("tc_sparse", {"tc": (4_636_820, 46_274)}),
    Workload("sg", {"sg": (5_377_560, 7_260)}, "parent"),
    Workload("reach", {"reach": (992_998, 9_929)}),
    Workload("andersen", {"pt": (3_790_497, 38_799)}, "assign"),
    Workload(
        "cspa",
        {"valueFlow": (211_907, 1_873), "valueAlias": (554_039, 5_950), "memoryAlias": (68_750, 651)},
        "assign",
    ),
    Workload("csda", {"nul": (4_991_573, 51_777)}, "arc"),
    Workload("triangle", {"tri": (6_864_163, 35_824), "pernode": (48_323, 480)}),
    Workload(
        "negagg",
        {
            "d": (1_302_110, 68_339),
            "dist": (600_425, 9_861),
            "unreached": (485_279, 973),
            "gmin": (3_002, 3_697),
            "gcount": (4_000, 870),
        },
    ),
    Workload(
        "diplomacy",
        {
            "visit_year": (1_186_946, 19_826),
            "mutual": (617_306, 418),
            "cosigned": (5_823_528, 56_686),
            "citesT": (1_422_937, 11_375),
            "about": (2_117_995, 18_882),
            "sigvisit": (838_622, 113),
            "engaged": (3_027_994, 601),
            "engcount": (35_511, 95),
            "nevervisited": (3_960, 18_249),
            "coldcount": (3_960, 18_249),
        },
        "visited",
    ),
]
