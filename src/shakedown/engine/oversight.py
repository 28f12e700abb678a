"""What an officer stands to lose: fear, the chance of dismissal, and the value of his post looking forward."""

from shakedown.engine.compiled import compiled, inlined
from shakedown.engine.layout import HEARD, MOST_CONTACTS, PAY, WEIGHT
from shakedown.engine.maths import logistic
from shakedown.engine.menu import Mood, expected, value_menu, weigh


@inlined
def dismissal_chance(performance, r):
    """Chance that a charge costs the post: a charge on top of a poor record."""
    return logistic(r.dismissal_slope * (r.dismissal_bar - performance))


@inlined
def fear_after(fear, crackdown, colleagues_dismissed, r):
    """Fear a week later: quick to rise to orders and to colleagues' fate, slow to fade. Never above 1."""
    speed = r.fear_up if crackdown > fear else r.fear_down
    return min(1.0, fear + speed * (crackdown - fear) + r.fear_bump * colleagues_dismissed * (1.0 - fear))


@inlined
def with_risk(mood, risk):
    """The same mood under another risk."""
    return Mood(
        mood.money, risk, mood.scruple, mood.custom, mood.need, mood.hardship, mood.loan, mood.favour, mood.season,
        mood.worth, mood.channel, mood.courtesy,
    )  # fmt: skip


@inlined
def contact_pace(worth, contacts, members, r):
    """Expected contacts a week on a beat of `members` households when a contact is worth `worth` CNY."""
    response = min(4.0, max(0.1, worth / r.contact_worth)) ** r.contact_response
    return min(MOST_CONTACTS, r.contact_rate * contacts * response) * members / 100.0


@inlined
def prospects(prey, prey_power, goodwill, mood, fear, dismissal, contacts, members, w):
    """Under one regime's fear, on the officer's typical target: (worth of a contact, takings CNY/week, dismissals/week)."""
    value_menu(prey, prey_power, goodwill, mood, w.menu, w.r, w.desk)
    worth = weigh(w.r, w.desk)
    weight = w.desk[WEIGHT]
    took, told = expected(w.desk[PAY], weight), expected(w.desk[HEARD], weight)
    pace = contact_pace(worth, contacts, members, w.r)
    return worth, pace * took, pace * told * fear * dismissal


@compiled
def value_of_post(regular, takings_now, hazard_now, takings_usual, hazard_usual, duration, reopening, gain, r):
    """Discounted worth of keeping the post (CNY), in closed form over a regime that lasts `duration` weeks on average.

    `regular`: provision + protection - outside income, CNY/week; takings and hazard now and as usual; `gain` CNY/week
    more once private trade reopens in `reopening` weeks (inf: never).
    """
    stay = 1.0 - 1.0 / r.expected_stay
    keep_usual = stay * (1.0 - min(1.0, hazard_usual))
    keep_now = stay * (1.0 - min(1.0, hazard_now))
    usual = (regular + takings_usual) / (1.0 - keep_usual)
    now = (regular + takings_now + keep_now * usual / duration) / (1.0 - keep_now * (1.0 - 1.0 / duration))
    return now + gain * keep_usual**reopening / (1.0 - keep_usual)
