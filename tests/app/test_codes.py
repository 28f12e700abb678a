"""Proposed codes accepted, edited or rejected on the page: the file is that of the command line, coarse, and kept nowhere."""

import re
from html import unescape
from pathlib import Path

import pytest

from shakedown.app.codes import decided, proposed
from shakedown.errors import InputError
from shakedown.evidence.read import read_text
from shakedown.evidence.records import parse_records
from shakedown.evidence.review import Origin, review
from tests.app.conftest import form_token
from tests.report.conftest import Page

TEXT = (Path(__file__).parents[2] / "docs" / "examples" / "report.txt").read_text(encoding="utf-8")
READING = read_text(TEXT)
IDS = [each.id for each in proposed(READING)]
ALL = dict.fromkeys(IDS, "take")


def records(sent):
    """The records of a form."""
    return parse_records(decided(READING, sent), "records.csv")


def refused(sent):
    """The sentences of a form that must be refused."""
    with pytest.raises(InputError) as wrong:
        decided(READING, sent)
    return wrong.value.problems


def test_all_accepted_is_byte_for_byte_what_the_command_line_writes(tmp_path):
    origin = Origin(source="An outlet", url="https://example.org/a")
    review(READING, origin, tmp_path / "r.csv", lambda draft, _: ("accept", draft.record))
    assert decided(READING, ALL | {"source": origin.source, "url": origin.url}) == (tmp_path / "r.csv").read_bytes()


def test_a_code_is_edited_or_rejected_and_the_others_stay():
    name, other = IDS[0], IDS[1]
    sent = ALL | {f"{name}.tone": "edit", f"{name}.tone.to": "neutral", f"{name}.situation": "reject"}
    changed, kept = records(sent)[:2]
    assert (changed.tone, changed.situation) == ("neutral", "")
    assert (kept.id, kept.tone, kept.situation) == (other, "polite", "home_visit")


def test_a_record_that_is_left_out_is_not_in_the_file():
    assert [r.id for r in records(ALL | {IDS[0]: "leave"})] == IDS[1:]


def test_nothing_is_taken_that_nobody_decided_on():
    assert refused({IDS[0]: "take"}) == tuple(f"{name}: is not decided. Take it or leave it out." for name in IDS[1:])
    assert "none was taken" in refused(dict.fromkeys(IDS, "leave"))[0]


@pytest.mark.parametrize(
    ("column", "decision", "cell", "told"),
    [
        ("tone", "edit", "politee", "Nearest known: polite"),
        ("tone", "accept", "coercive", "was written, but not chosen"),
        ("tone", "perhaps", "polite", "is no decision"),
        ("perp_public", "reject", "police", "blank"),
        ("period_public", "edit", "2025-11-03", "Write 2025 or 2025H2"),
        ("amount_band", "edit", "250", "is not a band"),
        ("currency", "reject", "CNY", "there is a sum without a currency"),
        ("frequency_words", "edit", "a\nb", "is"),
    ],
)
def test_what_cannot_stand_is_a_sentence(column, decision, cell, told):
    sent = ALL | {f"{IDS[0]}.{column}": decision, f"{IDS[0]}.{column}.to": cell}
    if column == "frequency_words":
        assert records(sent)[0].frequency_words == ("a\nb",)
    else:
        assert told in " ".join(refused(sent))


def test_everything_that_is_wrong_is_told_at_once():
    wrong = {
        f"{IDS[0]}.tone": "edit",
        f"{IDS[0]}.tone.to": "x",
        f"{IDS[1]}.currency": "edit",
        f"{IDS[1]}.currency.to": "yuan",
    }
    assert len(refused(ALL | wrong | {"url": "nowhere"})) == 3


@pytest.mark.parametrize(
    ("cell", "held"), [("Hyesan", "Ryanggang"), ("혜산", "Ryanggang"), ("North Hamgyong", "North Hamgyong")]
)
def test_a_town_that_is_typed_becomes_its_province(cell, held):
    sent = ALL | {f"{IDS[0]}.place_public": "edit", f"{IDS[0]}.place_public.to": cell}
    assert records(sent)[0].place_public == held


def test_no_word_of_the_text_nor_a_day_a_town_or_a_sum_is_in_the_file():
    told = decided(READING, ALL).decode()
    assert not re.search(r"Hyesan|2025-11|\b250\b|neighbour", told)


def test_every_code_of_every_draft_can_be_decided_on_without_script(page):
    token = form_token(page, "/report")
    told = page.post("/report", data={"form_token": token, "text": TEXT}).text
    assert not Page(told).wrong
    for record in proposed(READING):
        assert f'name="{record.id}" value="take" required' in told
        assert f'name="{record.id}" value="leave" required' in told
        for code in record.codes:
            at = f'name="{record.id}.{code.column}'
            ways = re.findall(rf'{re.escape(at)}" value="(\w+)"', told)
            assert set(ways) >= {"accept", "edit"}
            assert ("reject" in ways) is code.may_go
            assert f'{at}.to"' in told


def test_the_file_comes_from_what_the_page_itself_sends(page):
    """Lines end as a browser ends them, and the hidden fields are those of the reply."""
    token = form_token(page, "/report")
    shown = page.post("/report", data={"form_token": token, "text": TEXT.replace("\n", "\r\n")}).text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown.partition("records.csv")[2]))
    sent = {name: unescape(value).replace("\r\n", "\n").replace("\n", "\r\n") for name, value in hidden.items()}
    told = page.post("/report/records.csv", data=sent | ALL)
    assert told.status_code == 200
    assert "attachment" in told.headers["content-disposition"]
    assert told.content == decided(READING, ALL)


def test_a_form_that_cannot_stand_comes_back_with_what_was_decided(page):
    token = form_token(page, "/report")
    name = IDS[0]
    sent = ALL | {
        f"{name}.tone": "edit",
        f"{name}.tone.to": "neutral",
        IDS[1]: "",
        "source": '"><script>alert(1)</script>',
    }
    told = page.post("/report/records.csv", data={"form_token": token, "text": TEXT, "language": "en"} | sent)
    assert told.status_code == 400
    assert f"{IDS[1]}: is not decided." in told.text
    assert f'name="{name}.tone" value="edit" checked' in told.text
    assert '<option value="neutral" selected>' in told.text
    assert f'name="{name}" value="take" required checked' in told.text
    assert "<script>alert" not in told.text


def test_a_text_without_demands_proposes_nothing(page):
    token = form_token(page, "/report")
    told = page.post("/report", data={"form_token": token, "text": "The weather was fine."})
    assert "so no record is proposed" in told.text


@pytest.mark.parametrize("sent", [{}, {"form_token": "guessed"}])
def test_a_file_is_made_for_this_very_page_alone(page, sent):
    assert page.post("/report/records.csv", data={"text": TEXT, "language": "en"} | ALL | sent).status_code == 403


def test_nothing_is_left_on_the_machine(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    token = form_token(page, "/report")
    page.post("/report", data={"form_token": token}, files={"file": ("r.txt", TEXT.encode())})
    page.post("/report/records.csv", data={"form_token": token, "text": TEXT, "language": "en"} | ALL)
    assert list(tmp_path.iterdir()) == []
