"""The codes a record or a statement may carry, as the codebook of the 92 shipped records defines them.

A code that is not here is refused with the nearest ones that are. Places, source names and the vague words
of a page are free text; perpetrators and targets exist here in their coarse classes only.
"""

from collections.abc import Mapping


def _codes(names: str) -> frozenset[str]:
    return frozenset(names.split())


RECORD_TYPES = _codes("incident pattern price_point enforcement directive context aggregate commentary")
URL_KINDS = _codes("original copy quotation_in_blog secondary_report short_link_to_original copy_without_address")
PERPETRATORS = _codes("police secret_police border_guard soldier other_official")
TARGETS = _codes("household commerce mobility contact_abroad detainee media other")
DEMAND_KINDS = _codes("cash in_kind cash_or_kind share unknown")
AMOUNT_UNITS = _codes(
    """per_demand per_case per_release per_release_of_goods per_person per_permit per_stop per_trip per_100_km per_call
    per_fine per_shipment per_month per_agent_per_holiday one_off quota_per_division official_income_per_month
    share_of_income share_of_remittance share_of_cash_carried share_of_household_spending share_of_trip_cost
    change_in_percent"""
)
"""What one sum is for; never pooled: a sum per release from detention says nothing about one per demand."""
AMOUNT_ROLES = _codes("demanded paid going_rate seized quota offered_insufficient ceiling ceiling_soft floor_soft")
"""floor_soft is "mostly above", ceiling_soft "rarely above"."""
TACTICS = _codes(
    """threat_legal threat_unspecified violence detention search_inspection fault_finding fine_as_cover
    confiscation case_reopening brazen_demand request_polite hardship_appeal loan_framing favour_promise
    gift_expectation hint home_visit protection_retainer profit_share permit_gatekeeping quota_passdown
    in_kind_substitution ride_or_service_return rank_purchase refusal_of_bribe none_stated"""
)
TONES = _codes("coercive brazen neutral implicit polite unknown")
"""brazen is open and unashamed, without an explicit threat."""
RESPONSES = _codes(
    """paid paid_in_kind partly_paid negotiated refused unable avoided complained petitioned retaliated
    offered_refused_by_official unknown na"""
)
"""complained is talk, petitioned is formal."""
DIRECTIONS = _codes("up down flat na")
READINGS = _codes("read recalled")
"""Whether the coder had the page before him, or wrote down what he remembers of it."""
CONFIDENCES = _codes("high medium low")
TEXTS_SEEN = _codes("opening_excerpt full_text")

SITUATIONS: Mapping[str, str] = {
    "home_visit": "officials come to a home: a call, a search or an inspection there",
    "traffic_stop": "a driver or cyclist is stopped on the road",
    "checkpoint": "papers or belongings are checked on the way, on trains and in night patrols too",
    "detention_release": "someone is held or accused: to be freed, treated better, or have a case dropped or softened",
    "border_cut": "goods, people or money cross the border: a share, a fee, or all of it",
    "market": "traders are asked at the market or because they trade",
    "phone": "a call abroad, or a phone that can make one, is found out or watched over",
    "other": "something else, or several of these at once",
}
"""What goes on while something is asked. Never pooled: a sum asked on the road says nothing about one asked at a door."""

FINE_COLUMNS = _codes(
    """province county geo_precision event_start event_end event_precision pub_date pub_precision pub_basis
    perpetrator target usd_low usd_high in_kind pretext causes_stated enforcement_context
    past_comparison note"""
)
"""Columns of the full codebook that a record here never carries: together they could point to a person."""

KINDS = _codes("word interval count direction ratio ordering event")
OF_CHANGE = _codes("direction ratio")
"""Kinds that speak of what became of a measure since the past, as all others speak of one window."""
VOICES = _codes("quoted reported inferred")
USES = _codes("fit predict cause")
BASES = _codes("reported outside assumed judgement")
MOVES = _codes("up down same")
MANNERS = _codes("threat order request")
FRAMINGS = _codes("hardship loan favour season")
