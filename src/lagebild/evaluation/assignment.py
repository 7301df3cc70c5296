"""One-to-one pairs of greatest total weight (Kuhn 1955, Munkres 1957; by shortest augmenting paths).

Takes a table of weights, 0 where two must not be paired; gives the pairs. Ties are broken by the smaller
index, so that the same table always gives the same pairs.
"""

from collections.abc import Sequence

INFINITE = float("inf")


def best_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), in the order of columns."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    if not rows or not columns:
        return []
    row_of = _Assignment(_costs(weights, max(rows, columns))).solved()
    found = ((row_of[column] - 1, column - 1) for column in range(1, len(row_of)))
    return [(i, j) for i, j in found if i < rows and j < columns and weights[i][j] > 0]


def _costs(weights: Sequence[Sequence[float]], size: int) -> list[list[float]]:
    """A square table of costs: what has no weight costs most."""
    most = max(map(max, weights)) + 1
    costs = [[most] * size for _ in range(size)]
    for i, row in enumerate(weights):
        for j, weight in enumerate(row):
            costs[i][j] = most - weight
    return costs


class _Assignment:
    """Rows are added one by one, each along the cheapest path of swaps. Index 0 stands for "none"."""

    def __init__(self, costs: list[list[float]]) -> None:
        self.costs = costs
        self.size = len(costs)
        self.row_price = [0.0] * (self.size + 1)
        self.column_price = [0.0] * (self.size + 1)
        self.row_of = [0] * (self.size + 1)

    def solved(self) -> list[int]:
        """The row of each column."""
        for row in range(1, self.size + 1):
            self._add(row)
        return self.row_of

    def _add(self, row: int) -> None:
        self.row_of[0] = row
        self.cheapest = [INFINITE] * (self.size + 1)
        self.came_from = [0] * (self.size + 1)
        self.reached = [False] * (self.size + 1)
        column = 0
        while self.row_of[column]:
            column = self._next(column)
        while column:
            previous = self.came_from[column]
            self.row_of[column] = self.row_of[previous]
            column = previous

    def _next(self, column: int) -> int:
        """The free or taken column that is cheapest to reach from here; prices follow."""
        self.reached[column] = True
        row, step, nearest = self.row_of[column], INFINITE, 0
        for j in range(1, self.size + 1):
            if self.reached[j]:
                continue
            cost = self.costs[row - 1][j - 1] - self.row_price[row] - self.column_price[j]
            if cost < self.cheapest[j]:
                self.cheapest[j], self.came_from[j] = cost, column
            if self.cheapest[j] < step:
                step, nearest = self.cheapest[j], j
        self._reprice(step)
        return nearest

    def _reprice(self, step: float) -> None:
        for j in range(self.size + 1):
            if self.reached[j]:
                self.row_price[self.row_of[j]] += step
                self.column_price[j] -= step
            else:
                self.cheapest[j] -= step
