"""Print how far one writer's words lie from another's, from a table of people x phrases in percent.

    python tools/writer_spread.py probly.csv

The model is logit(answer) = phrase + person + rest; printed is the sd of the person part, in logit units,
once with all answers and once without those far from the fit: the second is the shipped one. A third line
lets the person part push away from a half instead of up; phrases whose median answer is near a half are
left out of it.
"""

import csv
import sys
from math import log, sqrt
from pathlib import Path
from statistics import mean, median, variance

Answers = dict[tuple[int, int], float]
"""Logit by (person, phrase)."""

FAR = 4.0
"""Answers whose rest lies further than this many median absolute deviations off are dropped."""


def main(path: Path) -> None:
    """Print the three values."""
    answers = read(path)
    kept = without_far(answers)
    print(f"all {len(answers)} answers: {person_spread(answers):.3f}")
    print(f"without {len(answers) - len(kept)} far ones: {person_spread(kept):.3f}")
    print(f"likewise, away from a half: {person_spread(without_far(away_from_half(answers))):.3f}")


def read(path: Path) -> Answers:
    """One row per person, one column per phrase, percentages pulled inside 1..99."""
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    inside = {
        (person, phrase): min(max(float(cell), 1.0), 99.0)
        for person, row in enumerate(rows)
        for phrase, cell in enumerate(row)
    }
    return {cell: log(percent / (100 - percent)) for cell, percent in inside.items()}


def additive_fit(answers: Answers) -> tuple[dict[int, float], Answers]:
    """Person parts (mean 0) and what is left, by least squares: alternating means, as cells may miss."""
    people, phrases = ({cell[axis] for cell in answers} for axis in (0, 1))
    person, phrase = dict.fromkeys(people, 0.0), dict.fromkeys(phrases, 0.0)
    for _ in range(200):
        phrase = {j: mean(y - person[i] for (i, k), y in answers.items() if k == j) for j in phrases}
        person = {i: mean(y - phrase[j] for (k, j), y in answers.items() if k == i) for i in people}
        middle = mean(person.values())
        person = {i: part - middle for i, part in person.items()}
    return person, {(i, j): y - middle - person[i] - phrase[j] for (i, j), y in answers.items()}


def without_far(answers: Answers) -> Answers:
    """The answers that lie near the additive fit."""
    _, rest = additive_fit(answers)
    centre = median(rest.values())
    reach = FAR * median(abs(left - centre) for left in rest.values())
    return {cell: y for cell, y in answers.items() if abs(rest[cell] - centre) <= reach}


def away_from_half(answers: Answers) -> Answers:
    """The answers with the sign turned where the phrase means less than a half, so that + is more extreme."""
    middle = {j: median(y for (_, k), y in answers.items() if k == j) for j in {j for _, j in answers}}
    return {cell: y * (1 if middle[cell[1]] > 0 else -1) for cell, y in answers.items() if abs(middle[cell[1]]) > 0.1}


def person_spread(answers: Answers) -> float:
    """Root of the variance of the person parts beyond what the rest alone would give them, or 0."""
    person, rest = additive_fit(answers)
    freedom = len(answers) - len(person) - len({phrase for _, phrase in answers}) + 1
    rest_variance = sum(left**2 for left in rest.values()) / freedom
    answered = [sum(cell[0] == i for cell in answers) for i in person]
    return sqrt(max(variance(person.values()) - rest_variance * mean(1 / n for n in answered), 0.0))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
