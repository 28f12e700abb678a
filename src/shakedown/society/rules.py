"""Every dial of the society: one frozen field each, with unit, plausible range, source and a sentence.

A dial is what officers, households and the state *are*; what happens to them over time is a lever (`levers.py`).
Nothing here is tuned inside a run: a new society is `replace(rules, penalty=60_000.0)`, never an altered one.
"""

from dataclasses import dataclass, field, fields
from dataclasses import replace as _replace
from math import inf, isfinite
from typing import Any, NamedTuple, Self

from shakedown.errors import InputError
from shakedown.evidence.checks import nearest


class Dial(NamedTuple):
    """What is known about a dial: unit, plausible range (q10, q90 unless told otherwise), limits, source."""

    name: str
    default: float
    unit: str
    low: float
    high: float
    least: float
    most: float
    source: str
    says: str

    @property
    def is_money(self) -> bool:
        """Whether it is a sum, so that its number depends on the money it is counted in."""
        return self.unit in _SUMS

    def in_money(self, unit: float) -> Self:
        """The same dial where one CNY is `unit`: default, range and limits of a sum are that many times as much."""
        if not self.is_money:
            return self
        scaled = {n: getattr(self, n) * unit for n in ("default", "low", "high", "least", "most")}
        return self._replace(**scaled)

    def inside(self, value: float) -> float:
        """A value pulled inside its limits: a prior's far tail may pass them."""
        return min(max(value, self.least), self.most)


_SUMS = ("CNY", "CNY/week", "CNY per unit of strain")


def _dial(
    default: float, unit: str, low: float, high: float, says: str, *, least: float = 0.0, most: float = inf,
    source: str = "prototype default, assumed",
) -> Any:  # fmt: skip
    about = {"unit": unit, "low": low, "high": high, "least": least, "most": most, "source": source, "says": says}
    return field(default=default, metadata=about)


_TEXT = "assumed from the report's wording; prior wide"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The dials of one society. Money is CNY (unless `in_money`), time weeks of seven days (52 a year), shares are 0..1.

    Raises `InputError` with one sentence per dial outside its limits. It does not hold levers, seeds or sizes.
    """

    money_unit: float = _dial(
        1.0, "case money per CNY", 1.0, 1.0,
        "What one CNY of the society these dials were set for is in the case's money.",
        least=1e-6, most=1e6, source="the money a case counts in",
    )  # fmt: skip

    # households: income, saving, trade
    median_income: float = _dial(90.0, "CNY/week", 70, 130, "Median household income from own work.", least=1)
    income_log_sd: float = _dial(0.90, "log", 0.6, 1.0, "Spread of permanent income between households.", most=2)
    income_noise: float = _dial(0.30, "log", 0.2, 0.5, "Week-to-week spread of one household's income.", most=2)
    subsistence: float = _dial(36.0, "CNY/week", 30, 50, "Spending below which a household does not save.", least=1)
    mpc: float = _dial(
        0.028, "share/week", 0.02, 0.05, "Share of cash above subsistence spent each week.", least=0.002, most=1
    )
    trading_share: float = _dial(0.08, "share", 0.03, 0.15, "Households living partly off private trade.", most=1)
    trade_premium: float = _dial(1.5, "ratio", 0.8, 3.0, "Gain from private trade over own income, per unit of share.")
    smuggling_risk: float = _dial(
        30.0, "CNY/week", 10, 60, "Trader's own expected loss at crackdown 1, beyond the retainer.",
        source="assumed",
    )  # fmt: skip
    remitting_share: float = _dial(
        0.05, "share", 0.02, 0.12, "Households with money from abroad; acts only where there is some.", most=1,
        source="assumed",
    )  # fmt: skip
    remittance: float = _dial(
        1.0, "ratio", 0.5, 2.0, "Money from abroad over own income, at remittances 1.", source="assumed"
    )
    search_rate: float = _dial(
        0.03, "1/week", 0.01, 0.1, "How often a willing officer searches a household with money from abroad.", most=1,
        source="assumed",
    )  # fmt: skip
    search_weeks: float = _dial(
        6.0, "weeks", 3, 12, "Weeks of money from abroad that a search finds.", source="assumed"
    )
    hiding: float = _dial(
        0.0, "share", 0.0, 0.5, "Cash kept out of reach by a household that is sure of being coerced. Off by default.",
        most=0.95, source="assumed",
    )  # fmt: skip
    wealth_power_correlation: float = _dial(
        0.3, "correlation", 0.0, 0.6, "Between permanent income and power (connections).", least=-0.99, most=0.99
    )
    kind_share: float = _dial(
        0.25, "share", 0.1, 0.4, "Most of a week's consumption handed over in goods when cash falls short.",
        most=1, source=_TEXT,
    )  # fmt: skip
    kind_discount: float = _dial(
        0.3, "share", 0.1, 0.5, "What an officer takes off the price of goods.", most=0.95, source=_TEXT
    )
    compassion: float = _dial(
        1.5, "logit per unit of urgency", 0.5, 3.0, "How much a plea of hardship lowers refusal, for the mean household.",
        source=_TEXT,
    )  # fmt: skip
    complaint_spread: float = _dial(
        0.5, "logit", 0.2, 0.8, "Spread of the propensity to complain between households.", source="assumed"
    )

    # where officers go
    beat_size: float = _dial(100.0, "households", 100, 400, "Households on one officer's beat.", least=1)
    contact_rate: float = _dial(
        0.85, "1/officer-week", 0.4, 1.5, "Occasions on which money is considered, per 100 households.", most=20
    )
    contact_worth: float = _dial(
        200.0, "CNY", 100, 400, "Worth of a contact at which contacts come at contact_rate.", least=1,
        source="assumed: the worth at default rules and levers as before 2020",
    )  # fmt: skip
    other_contacts: float = _dial(
        1.0, "ratio", 0.3, 1.5, "Occasions of a service beyond the first, relative to it.", most=10, source="assumed"
    )
    other_inspected: float = _dial(
        1.0, "share", 0.0, 1.0, "How far a crackdown reaches services beyond the first.", most=1, source="assumed"
    )
    contact_response: float = _dial(0.5, "elasticity", 0.3, 0.9, "Response of contacts to their worth.", most=3)
    extra_candidates: float = _dial(3.0, "households", 1, 4, "Households considered beyond the first.", most=9)
    avoidance: float = _dial(4.0, "log per unit of power", 3, 6, "How far officers shun the powerful.")

    # what can be had from a household
    reach_threat: float = _dial(0.47, "share at 1000 CNY", 0.376, 0.588, "Reach of a threat.", most=1)
    reach_order: float = _dial(0.36, "share at 1000 CNY", 0.288, 0.45, "Reach of an order.", most=1)
    reach_request: float = _dial(0.145, "share at 1000 CNY", 0.116, 0.181, "Reach of a plain request.", most=1)
    reach_loan: float = _dial(1.345, "ratio", 1.0, 1.6, "What a promise to repay multiplies reach by.", least=0.1)
    reach_elasticity: float = _dial(0.45, "elasticity", 0.35, 0.7, "Of reach in cash.", least=0.05, most=2)
    shield: float = _dial(0.90, "share", 0.6, 0.95, "Share of reach lost against full power.", most=0.99)
    belief_sd: float = _dial(
        0.30, "log", 0.3, 0.6, "Officers' uncertainty about a household's cash.", least=0.02, most=2
    )

    # refusing and complaining (logits)
    refusal_threat: float = _dial(-3.5, "logit", -4.0, -3.0, "Refusal of a threat at no strain.", least=-inf)
    refusal_order: float = _dial(-2.6, "logit", -3.1, -2.1, "Refusal of an order at no strain.", least=-inf)
    refusal_request: float = _dial(-1.4, "logit", -1.9, -0.9, "Refusal of a request at no strain.", least=-inf)
    refusal_promise: float = _dial(-0.2, "logit", -0.5, 0.1, "Change with a promise to repay or help.", least=-inf)
    refusal_season: float = _dial(
        -0.2, "logit", -0.5, 0.0, "Change with a seasonal occasion named.", least=-inf, source=_TEXT
    )
    strain_threat: float = _dial(2.6, "logit per unit of strain", 2.0, 3.4, "Refusal of a threat in its strain.")
    strain_order: float = _dial(1.9, "logit per unit of strain", 1.46, 2.47, "Refusal of an order in its strain.")
    strain_request: float = _dial(3.3, "logit per unit of strain", 2.5, 4.3, "Refusal of a request in its strain.")
    strain_loan: float = _dial(5.6, "logit per unit of strain", 4.3, 7.3, "The same with a promise to repay.")
    strain_favour: float = _dial(8.5, "logit per unit of strain", 6.5, 11, "The same with a promise to help.")
    custom: float = _dial(
        0.5, "logit", 0.0, 1.0, "How much full entitlement (what is customary) lowers refusal.", source=_TEXT
    )
    leverage: float = _dial(
        0.0, "logit", 0.0, 0.0,
        "How much a threat or an order loses its hold where there is no private trade to overlook.", source=_TEXT,
    )  # fmt: skip
    complaint_base: float = _dial(-4.9, "logit", -5.4, -4.4, "Complaining about a demand, before all else.", least=-inf)
    complaint_threat: float = _dial(1.7, "logit", 1.3, 2.1, "Shift for a threat.", least=-inf)
    complaint_order: float = _dial(1.3, "logit", 0.9, 1.7, "Shift for an order.", least=-inf)
    complaint_request: float = _dial(-1.5, "logit", -1.9, -1.1, "Shift for a request.", least=-inf)
    complaint_loan: float = _dial(0.6, "logit", 0.2, 1.0, "Further shift with a promise to repay.", least=-inf)
    complaint_favour: float = _dial(-1.6, "logit", -2.0, -1.2, "Further shift with a promise to help.", least=-inf)
    complaint_strain: float = _dial(1.2, "logit per unit of strain", 0.5, 3.0, "Complaining in its strain.")
    complaint_power: float = _dial(3.0, "logit per unit of power", 2.0, 4.0, "Complaining by the powerful.")
    complaint_channel: float = _dial(
        1.0, "logit", 0.5, 1.5, "Complaining where the channel is fully safe and answered."
    )
    complaint_goodwill: float = _dial(0.8, "logit", 0.3, 1.5, "How goodwill holds complaints back.")

    complaint_reward: float = _dial(
        0.5, "logit", 0.2, 1.0, "Complaining for a reward of REWARD (100 CNY), by its logarithm; acts only with one.",
        source="assumed",
    )  # fmt: skip
    complaint_freed: float = _dial(
        1.0, "logit", 0.5, 2.0, "Complaining where the payer is freed from blame and the channel is safe.",
        source="assumed; sign after Basu 2011 and Abbink et al. 2014",
    )  # fmt: skip
    retaliation: float = _dial(
        0.0, "probability", 0.0, 0.8,
        "An officer who keeps his post makes a household suffer for a refusal or a complaint. Off by default.", most=1,
        source="assumed",
    )  # fmt: skip
    retaliation_feared: float = _dial(
        1.0, "logit", 0.5, 2.0, "How much certain retaliation lowers refusing and complaining.", source="assumed"
    )
    protector: float = _dial(
        0.0, "logit per unit of power", 0.0, 2.0,
        "How much the powerful refuse more readily since they can call on a protector. Off by default.", source="assumed",
    )  # fmt: skip

    # what a demand costs the officer
    effort_threat: float = _dial(8.0, "CNY", 5.7, 11.2, "Effort of a threat.")
    effort_order: float = _dial(6.0, "CNY", 4.3, 8.4, "Effort of an order.")
    effort_request: float = _dial(5.5, "CNY", 3.9, 7.7, "Effort of a request.")
    scruple: float = _dial(0.22, "CNY per CNY asked", 0.1, 0.3, "Reluctance to ask for more, without entitlement.")
    consideration: float = _dial(
        0.0, "CNY per unit of strain", 0.0, 0.0,
        "Regard for the household's strain; off unless that rival cause is on.", source=_TEXT,
    )  # fmt: skip
    choice_scale: float = _dial(29.0, "CNY", 18, 45, "Spread of the quantal response.", least=0.5)

    # oversight
    charge_base: float = _dial(0.0003, "probability at crackdown 1", 0.0001, 0.001, "Charge per demand.", most=1)
    charge_complaint: float = _dial(0.19, "probability at crackdown 1", 0.05, 0.3, "Charge per complaint.", most=1)
    charge_protection: float = _dial(
        0.0003, "probability at crackdown 1", 0.0001, 0.001, "Charge per client-week.", most=1
    )
    dismissal_slope: float = _dial(
        1.0, "logit per sd", 0.5, 2.0, "How far a poor record turns a charge into dismissal."
    )
    dismissal_bar: float = _dial(
        0.5,
        "sd of performance",
        0.0,
        1.0,
        "Performance at which a charged officer is dismissed half the time.",
        least=-inf,
    )
    penalty: float = _dial(45_000.0, "CNY", 10_000, 80_000, "What a dismissed officer loses beyond the post.")
    normal_crackdown: float = _dial(0.1, "share", 0.05, 0.2, "The ordinary intensity of oversight.", most=1)
    fear_up: float = _dial(0.25, "share/week", 0.1, 0.4, "How fast fear rises to orders.", most=1)
    fear_down: float = _dial(0.018, "share/week", 0.01, 0.04, "How fast fear fades.", most=1)
    fear_bump: float = _dial(3.0, "fear per share of colleagues dismissed", 1.0, 5.0, "Fear learned from dismissals.")

    fine: float = _dial(
        0.0, "CNY", 0.0, 200.0, "What a charged officer pays, whether or not he keeps the post.", source="assumed"
    )

    # superiors who expect money
    quota_weight: float = _dial(
        2.0, "ratio", 0.5, 3.0, "How much an undelivered quota adds to the weight of money; acts only under a quota."
    )
    quota_share: float = _dial(
        0.8, "share", 0.5, 1.0, "Most of his takings that an officer delivers on a quota.", most=1
    )
    quota_mark: float = _dial(
        0.05, "sd/week", 0.0, 0.1, "Performance lost in a week in which nothing of a quota is delivered."
    )
    quota_season: float = _dial(
        0.5, "share", 0.0, 1.5, "What superiors expect beyond the quota in a festive week.", source="assumed"
    )

    # pay that comes in goods or late, and who comes and goes; off by default
    pay_in_kind: float = _dial(
        0.0, "share", 0.0, 1.0, "Share of provision in goods, worth less than their price and not to be saved.", most=1,
        source="assumed",
    )  # fmt: skip
    pay_missed: float = _dial(
        0.0, "probability", 0.0, 0.5, "A week's provision is not handed out, and made good when next it is.", most=0.95,
        source="assumed",
    )  # fmt: skip
    quit_rate: float = _dial(
        0.0, "1/week", 0.0, 0.02, "Officers giving up a post that is worth nothing.", most=1, source="assumed"
    )
    entry: float = _dial(
        0.0, "log", 0.0, 0.8,
        "Spread of scruple between successors, and how far a post that lives on takings draws those with little.",
        most=3, source="assumed; direction after studies of who applies for posts that pay in bribes",
    )  # fmt: skip

    # officers: livelihood, outlook, learning
    expected_stay: float = _dial(200.0, "weeks", 100, 400, "How long an officer expects to keep the post.", least=2)
    outside_income: float = _dial(60.0, "CNY/week", 40, 100, "What a dismissed officer could earn.")
    need: float = _dial(380.0, "CNY/week", 250, 600, "What an officer's household needs.", least=1)
    need_exponent: float = _dial(
        0.42, "elasticity", 0.3, 0.8, "How the worth of money rises as income falls short.", most=3
    )
    status: float = _dial(
        0.0, "ratio", 0.0, 3.0,
        "How far need grows with official pay above what it was: kin and superiors claim more. Off by default.",
        source="Foltz & Opoku-Agyemang 2015 on claims of kin; size assumed",
    )  # fmt: skip
    passed_up: float = _dial(0.2, "share", 0.1, 0.5, "Share of cash takings passed to superiors.", most=1)
    officer_mpc: float = _dial(
        0.15, "share/week", 0.08, 0.3, "Share of an officer's cash above subsistence spent each week.",
        least=0.002, most=1, source="assumed",
    )  # fmt: skip
    entitlement_rise: float = _dial(
        0.012, "share/week", 0.006, 0.02, "How fast being paid hardens into entitlement.", most=1, source=_TEXT
    )
    entitlement_decay: float = _dial(
        0.004, "share/week", 0.002, 0.008, "How fast entitlement fades when payments stop.", most=1, source=_TEXT
    )
    entitlement_ease: float = _dial(
        0.3, "share", 0.1, 0.6, "Share of scruple that full entitlement takes away.", most=1, source=_TEXT
    )
    learning_partial: float = _dial(
        0.4, "share", 0.2, 0.6, "Step of belief towards what a part payment revealed.", most=1
    )
    learning_full: float = _dial(0.03, "log", 0.01, 0.05, "Rise of belief on payment in full.", most=1)
    rumour: float = _dial(
        0.2, "share", 0.1, 0.4, "Share of what one officer learns that colleagues apply to all.", most=1
    )

    # protection and promises
    theta: float = _dial(0.10, "share", 0.06, 0.2, "Officer's bargaining share of a protected gain.", most=1)
    loan_repaid: float = _dial(0.30, "probability", 0.1, 0.6, "A promise to repay is meant, when it falls due.", most=1)
    loan_due: float = _dial(0.1, "1/week", 0.05, 0.2, "Hazard with which promises fall due.", most=1, source="assumed")
    goodwill_kept: float = _dial(0.30, "goodwill", 0.1, 0.5, "Gain from a kept promise.", most=2)
    goodwill_broken: float = _dial(0.15, "goodwill", 0.05, 0.3, "Loss from a broken promise.", most=2)

    # what is held to be customary, and what one should not do; off by default
    norm_weight: float = _dial(
        0.0, "logit per unit of prevalence", 0.0, 3.0,
        "How much refusal falls the more people are seen to pay, from norm_usual on.",
        source="assumed; sign after a survey experiment with a bribe choice, n = 600",
    )  # fmt: skip
    norm_usual: float = _dial(
        0.7, "share", 0.5, 0.9, "Prevalence at which what is seen of others moves nobody.", most=1, source="assumed"
    )
    norm_ease: float = _dial(
        0.0, "log per unit of prevalence", 0.0, 2.0,
        "How much an officer's scruple falls the more colleagues are seen to demand, from norm_usual on.",
        source="assumed",
    )  # fmt: skip
    norm_speed: float = _dial(
        0.05,
        "share/week",
        0.02,
        0.1,
        "How fast what is held to be usual follows what is seen.",
        most=1,
        source="assumed",
    )
    resolve_weight: float = _dial(
        0.0, "logit", 0.0, 3.0, "How much refusal rises where not paying is fully held to be right.",
        source="assumed; after the Palermo Scenario's salience of norms",
    )  # fmt: skip
    resolve_rise: float = _dial(
        0.05, "share/week", 0.02, 0.1,
        "How fast that norm gains from seen refusals and charges.", most=1, source="assumed",
    )  # fmt: skip
    resolve_fade: float = _dial(
        0.01,
        "share/week",
        0.005,
        0.03,
        "How fast it fades where nobody is seen to act on it.",
        most=1,
        source="assumed",
    )

    # framings of a request: how often each is used
    hardship_base: float = _dial(
        0.45, "probability", 0.2, 0.7, "Pleading hardship when need is met.", most=1, source=_TEXT
    )
    hardship_need: float = _dial(
        0.8,
        "probability per unit of urgency",
        0.3,
        1.2,
        "How urgency makes the plea more used.",
        source=_TEXT,
    )
    loan_use: float = _dial(0.25, "probability", 0.1, 0.4, "Promising to repay.", most=1, source=_TEXT)
    favour_base: float = _dial(
        0.10, "probability", 0.02, 0.2, "Promising help when no private trade is left.", most=1, source=_TEXT
    )
    favour_trade: float = _dial(
        0.30, "probability", 0.1, 0.5, "Further promises of help at private trade 1.", most=1, source=_TEXT
    )
    season_use: float = _dial(
        2.0, "probability per unit of season above 1", 1.0, 3.0, "Naming the season as the occasion.", source=_TEXT
    )

    # views
    view_step: float = _dial(
        0.15, "share per act", 0.05, 0.3, "Step of a household's views after an approach.", most=1, source=_TEXT
    )
    sympathy_step: float = _dial(
        0.35, "share per act", 0.1, 0.6, "Gain of sympathy from a plea of full urgency.", most=1, source=_TEXT
    )
    call_base: float = _dial(
        -4.0, "logit", -5, -3, "Calling on the state after an approach, without sympathy.", least=-inf, source=_TEXT
    )
    call_sympathy: float = _dial(4.0, "logit", 2, 6, "How sympathy raises such calls.", source=_TEXT)

    def __post_init__(self) -> None:
        known = {dial.name: dial for dial in dials()}
        unit = 1.0 if _out_of_limits(known["money_unit"], self.money_unit) else self.money_unit
        counted = [dial.in_money(unit) for dial in known.values()]
        problems = [text for dial in counted if (text := _out_of_limits(dial, getattr(self, dial.name)))]
        if problems:
            raise InputError(problems)

    def replace(self, **changes: float) -> Self:
        """The same society but for some dials. An unknown name raises `InputError` with the nearest known one."""
        names = [d.name for d in dials()]
        unknown = [n for n in changes if n not in names]
        if unknown:
            raise InputError(f'Rules: there is no dial "{n}". {nearest(n, names)}' for n in unknown)
        return _replace(self, **changes)

    def in_money(self, unit: float) -> Self:
        """The same society counted in a money of which one CNY is `unit`: every sum is multiplied, nothing else moves.

        Levers in CNY (`provision`) and the menu are the caller's to multiply. Raises `InputError` for no such unit.
        """
        if wrong := _out_of_limits(next(d for d in dials() if d.name == "money_unit"), unit):
            raise InputError([wrong])
        sums = {d.name: getattr(self, d.name) * (unit / self.money_unit) for d in dials() if d.is_money}
        return self.replace(money_unit=unit, **sums)


def _out_of_limits(dial: Dial, value: object) -> str | None:
    hint = f"{dial.unit}; {dial.default:g} is usual."
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return f"Rules, {dial.name}: {value!r} is not a finite number. It is in {hint}"
    if not dial.least <= value <= dial.most:
        bound = f"at least {dial.least:g}" + (f" and at most {dial.most:g}" if dial.most < inf else "")
        return f"Rules, {dial.name}: {value:g} is outside its limits. Write {bound} {hint}"
    return None


def dials() -> tuple[Dial, ...]:
    """Every dial in the order of the fields of `Rules`, with what is known about it."""
    return tuple(Dial(f.name, f.default, **f.metadata) for f in fields(Rules))  # type: ignore[arg-type]
