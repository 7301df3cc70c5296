"""Whether coders agree more than chance would have it: Krippendorff's alpha for names.

Takes units, each with the value that every coder gave it; gives 1 for full agreement, 0 for that of dice, less for worse. As
K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), nominal metric; tests/evaluation/ has his worked examples.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Unit = Sequence[Hashable | None]


def alpha_of(units: Iterable[Unit]) -> float | None:
    """Alpha over units; None stands for a value that a coder did not give. None where nothing could differ.

    1. units that two coders or more gave a value
    2. coincidences: each ordered pair of values in a unit, by the number of its values less one
    3. one less the observed disagreement over that which is expected
    """
    paired = [values for unit in units if len(values := [v for v in unit if v is not None]) > 1]
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for values in paired:
        for i, one in enumerate(values):
            for j, other in enumerate(values):
                if i != j:
                    coincidences[one, other] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[Hashable] = Counter()
    for (one, _), count in coincidences.items():
        totals[one] += count
    n = sum(totals.values())
    expected = n * n - sum(count * count for count in totals.values())
    if expected == 0:
        return None
    observed = sum(count for (one, other), count in coincidences.items() if one != other)
    return 1 - (n - 1) * observed / expected
