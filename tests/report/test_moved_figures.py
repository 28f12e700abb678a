"""The charts of a moved lever: dots that can be counted, axes that stay, the case as it is behind them; and what is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shakedown.answers.demands_now import Cell
from shakedown.answers.moved import at_now, moved, year_of
from shakedown.report.look import BASELINE, COERCIVE, EVIDENCE, POLITE
from shakedown.report.moved_document import moved_document
from shakedown.report.moved_dots import DOTS, demands_table, dots
from shakedown.report.moved_figures import live_figures
from shakedown.report.moved_live import live_svg
from shakedown.report.moved_words import NOT_MODELLED, cards, headline, moved_table, moved_text, pins_table

SETTINGS = {"crackdown": 0.1, "market": 1.2}


@pytest.fixture(scope="module")
def both(tiny_fit):
    """Sixteen societies of the tiny fit with levers moved, and left as they are."""
    at = at_now(tiny_fit[0], 16)
    still, year = year_of(at, {}, 16), year_of(at, SETTINGS, 16)
    return moved(still, year, SETTINGS, "CNY"), moved(still, still, {}, "CNY")


def cells(shares):
    """Demands that split like this over amounts, first as requests, then coerced."""
    half = len(shares) // 2
    return [
        Cell(amount=float(k % half), coercive=k >= half, share=share / sum(shares), low=0, high=1)
        for k, share in enumerate(shares)
    ]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=14).filter(lambda s: sum(s) > 0.01))
def test_every_split_has_fifty_dots_and_none_is_a_dot_off_its_share(shares):
    split = cells([*shares, *shares[::-1]])
    found = dots(split)
    assert sum(found) == DOTS
    assert all(abs(n - DOTS * cell.share) <= 1 + 1e-9 for n, cell in zip(found, split, strict=True))


def test_where_nothing_is_demanded_there_is_no_dot():
    nothing = [Cell(amount=1, coercive=hard, share=float("nan"), low=float("nan"), high=0) for hard in (False, True)]
    assert dots(nothing) == (0, 0)


def test_coercive_dots_lie_to_the_left_in_rust_and_requests_to_the_right_in_blue(both):
    live = live_figures(*both)[0]
    placed = [r for r in live.rows if r["kind"] == "dot"]
    assert len(placed) == DOTS
    assert all((r["share"] < 0) == r["hard"] for r in placed)
    look = str(live.spec)
    assert f"'domain': [True, False], 'range': ['{COERCIVE}', '{POLITE}']" in look
    assert BASELINE in look


def test_as_it_is_every_bar_stands_on_its_grey_ghost(both):
    dots_, *ranges = live_figures(both[1], both[1])
    assert all(r["share"] == r["ghost"] for r in dots_.rows if r["kind"] == "cell")
    assert all((r["low"], r["mid"], r["high"]) == (r["from"], r["ghost"], r["to"]) for c in ranges for r in c.rows)


def test_axes_are_those_of_the_case_whatever_is_moved(both):
    def look(live):
        return {k: v for k, v in live.spec.items() if k not in ("datasets", "description")}

    assert [look(c) for c in live_figures(*both)] == [look(c) for c in live_figures(both[1], both[1])]


def test_each_chart_tells_its_numbers_with_their_basis_and_is_drawn_still(both):
    for live in live_figures(*both):
        assert live.description.endswith("Basis: model.")
        assert live_svg(live).startswith("<svg")


def test_the_table_of_demands_has_every_amount_and_adds_up_to_a_hundred(both):
    told = demands_table(both[0])
    requests, coerced = (sum(float(r[k].text.split()[0]) for r in told.rows) for k in (1, 3))
    assert len(told.rows) == len(both[0].cells) / 2
    assert requests + coerced == pytest.approx(100, abs=0.1 * len(told.rows))


def test_a_card_prints_the_number_of_the_document_and_of_the_table(both):
    held = {n["name"]: n for n in moved_document(both[0])["numbers"]}
    printed = {r[0].text: r for r in moved_table(both[0]).rows}
    for card in cards(both[0]):
        assert printed[card.says][3].text.startswith(card.value)
        median = held[card.name]["level"]["median"] * (100 if "in 100" in card.unit else 1)
        assert float(card.value.replace(",", "")) == pytest.approx(median, rel=6e-3)


def test_the_document_names_what_is_not_modelled_and_gives_each_number_its_unit_and_basis(both):
    told = moved_document(both[0])
    assert told["settings"] == SETTINGS
    assert told["runs"] == 16
    assert told["retaliation"] == "off in this case"
    assert "what punishment does to a person" in told["not_modelled"]
    assert all(n["unit"] and n["basis"] == "model" for n in told["numbers"])


def test_words_say_only_what_surely_moves_and_name_the_harm(both):
    assert headline(both[1]) == "Nothing is moved: every number stands as it is."
    assert headline(both[0]).startswith("If crackdown is 0.1 and market is 1.2: ")
    assert NOT_MODELLED in moved_text(both[0])
    assert NOT_MODELLED in pins_table([("A", both[0])]).caption
    assert "Dismissals per 100 officers, a year" in pins_table([("A", both[0])]).columns


def test_no_chart_but_that_of_evidence_has_its_colour(both):
    assert all(EVIDENCE not in str(live.spec) for live in live_figures(*both))
