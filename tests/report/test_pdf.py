"""The briefing as a PDF: whole, tagged for being read aloud, fetched from nowhere; and what is said where it cannot be made."""

import builtins
import re
import socket
import zlib
from pathlib import Path
from typing import Any

import pytest

from shakedown.answers.everything import Answers
from shakedown.errors import InputError
from shakedown.report import job
from shakedown.report.briefing import briefing_html
from shakedown.report.pdf import briefing_pdf, pdf_maker
from tests.report.conftest import RECORD


@pytest.fixture(scope="module")
def pdf(answers: Answers) -> bytes:
    return briefing_pdf(briefing_html(answers, RECORD, "ko"))


def opened(pdf: bytes) -> str:
    """The objects of a PDF, as far as they are text."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"\n".join([pdf, *(_inflated(stream) for stream in streams)]).decode("latin-1")


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_it_is_tagged_says_its_language_and_follows_the_rules_for_reading_aloud(pdf: bytes) -> None:
    text = opened(pdf)
    assert pdf.startswith(b"%PDF-")
    assert "<pdfuaid:part>1</pdfuaid:part>" in re.sub(r'pdfuaid:part="1"', "<pdfuaid:part>1</pdfuaid:part>", text)
    assert re.search(r"/Lang ?\(ko\)", text)
    assert re.search(r"/Marked true", text)
    assert "/StructTreeRoot" in text


def test_every_chart_has_its_text_alternative(pdf: bytes, answers: Answers) -> None:
    charts = briefing_html(answers, RECORD, "ko").count("<svg ")
    assert opened(pdf).count("/Alt") >= charts


def test_it_asks_nobody_for_anything(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("asks another machine")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    away = html.replace("<header>", '<header><img src="https://example.org/x.png" alt="x">', 1)
    assert briefing_pdf(away).startswith(b"%PDF-")


def test_without_the_extra_the_remedy_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    real = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError) as wrong:
        job.run("hoeryong", out=tmp_path / "out", pdf=True)
    (problem,) = wrong.value.problems
    assert "pip install 'shakedown-lab[pdf]'" in problem
    assert not (tmp_path / "out").exists()


def test_without_pango_the_remedy_names_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    def unloadable(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise OSError("cannot load library")
        return real(name, *rest, **more)

    real = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", unloadable)
    with pytest.raises(InputError, match="libpango"):
        pdf_maker()
