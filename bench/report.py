"""The tables of bench/compare, in Markdown, from what it has written down."""

import statistics

from entrants import REFERENCE

KINDS = {
    "round-robin": "round-robin, 1,000 names",
    "failover": "failover with health",
    "geo": "geo by client subnet, 3,000 networks",
    "open-loop": "open loop",
}


def spread(values, digits=2):
    """The median, and the lowest and highest."""
    if not values:
        return "–"
    middle, low, high = (f"{value:,.{digits if value < 1000 else 0}f}" for value in (statistics.median(values), min(values), max(values)))
    return middle if low == high else f"{middle} ({low} to {high})"


class Report:
    def __init__(self, results):
        self.results, self.runs, self.starts = results, results["runs"], results["starts"]
        # All sites are started, but only starts of the same one can be compared with those of another run.
        self.first = self.starts[0]["work"]
        self.rows = list(dict.fromkeys((run["threads"], run["server"]) for run in self.runs))
        self.kinds = [kind for kind in KINDS if any(run["kind"] == kind for run in self.runs)]

    def markdown(self):
        return "\n\n".join(part for part in (self._machine(), self._ratios(), self._figures(), self._slow()) if part)

    def _of(self, kind, row, figure):
        """By round."""
        return {run["round"]: run[figure] for run in self.runs if self._is(run, kind, row) and figure in run}

    @staticmethod
    def _is(run, kind, row):
        return (run["kind"], run["threads"], run["server"]) == (kind, *row)

    def _title(self, kind):
        return f"{KINDS[kind]}, {self.results['rate']:,} queries/s" if kind == "open-loop" else KINDS[kind]

    def _machine(self):
        return "\n".join(f"- {name}: {text}" for name, text in self.results["machine"].items())

    def _ratios(self):
        """gdnsd with as many threads is 1.00; the spread is that of the rounds, in each of which both had their turn."""
        heads = ["threads", "server", *(self._title(kind) for kind in self.kinds)]
        heads += [f"first answer ({self.first}), s", "resident then, MB", "after the load, MB"]
        lines = []
        for row in self.rows:
            cells = [str(row[0]), row[1], *(self._ratio(kind, row) for kind in self.kinds)]
            starts = [start for start in self.starts if (start["threads"], start["server"]) == row and start["work"] == self.first]
            for figure, digits in (("first_answer", 2), ("first_resident", 0), ("resident", 0)):
                cells.append(spread([start[figure] for start in starts if figure in start], digits))
            lines.append(cells)
        return "CPU time by answered query, " + REFERENCE + " is 1.00:\n\n" + _table(heads, lines)

    def _ratio(self, kind, row):
        mine, theirs = self._of(kind, row, "cpu"), self._of(kind, (row[0], REFERENCE), "cpu")
        rounds = [mine[number] / theirs[number] for number in mine if theirs.get(number)]
        if not rounds:
            return "–"
        ratio = statistics.median(mine.values()) / statistics.median(theirs.values())
        if row[1] == REFERENCE or len(rounds) == 1:
            return f"{ratio:.2f}"
        return f"{ratio:.2f} ({min(rounds):.2f} to {max(rounds):.2f})"

    def _figures(self):
        heads = ["work", "threads", "server", "CPU µs", "of it user", "p50 µs", "p99 µs", "p99.9 µs", "answers/s", "lost"]
        lines = []
        for kind in self.kinds:
            for row in self.rows:
                if not self._of(kind, row, "cpu"):
                    continue
                figures = [("cpu", 2), ("user", 2), ("p50", 1), ("p99", 1), ("p999", 1), ("rate", 0)]
                cells = [spread(list(self._of(kind, row, figure).values()), digits) for figure, digits in figures]
                lost = sum(self._of(kind, row, "lost").values()) + sum(self._of(kind, row, "unsent").values())
                lines.append([self._title(kind), str(row[0]), row[1], *cells, f"{lost:,}"])
        return "Medians of the rounds (lowest to highest):\n\n" + _table(heads, lines)

    def _slow(self):
        """A query that waits for others costs less, so those runs tell nothing of the rate that was asked for."""
        runs = [run for run in self.runs if run["kind"] == "open-loop"]
        slow = sum(run["answered"] < 0.98 * self.results["rate"] * self.results["options"]["seconds"] for run in runs)
        return slow and f"**In {slow} of {len(runs)} runs of the open loop less than 98 % was answered: the machine was busy, or the rate is too high.**"


def _table(heads, lines):
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [heads, ["---"] * len(heads), *lines])
