"""What a text does not say: questions about the text, for whoever judges it. Nothing is to be asked of anybody in the country."""

from shakedown.evidence.card_cues import found
from shakedown.evidence.read import Reading

SILENCES = (
    "who", "how_much", "paid", "how_often", "since_when", "when", "how_many_officials", "how_many_households", "where",
    "nearness",
)  # fmt: skip
"""Every question, in the order of the card."""


def silences_of(reading: Reading) -> tuple[str, ...]:
    """Which of the questions the words of a text leave open, by the codes and words that would answer them."""
    answered = {
        "who": reading.of("perpetrator"),
        "how_much": reading.of("amount"),
        "paid": reading.of("response") or [each for each in reading.of("amount") if each.role == "paid"],
        "how_often": reading.of("frequency"),
        "since_when": found(reading, "since"),
        "when": reading.of("date"),
        "how_many_officials": found(reading, "counted_officials"),
        "how_many_households": found(reading, "counted_households"),
        "where": reading.of("place"),
        "nearness": found(reading, "near"),
    }
    return tuple(name for name in SILENCES if not answered[name])
