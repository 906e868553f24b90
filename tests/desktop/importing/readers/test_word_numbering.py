"""Automatic numbers: what Word shows before a paragraph though nobody typed it."""

import pytest

from desktop.importing.document import Paragraph
from desktop.importing.readers.formats import open_document
from tests.support import word as w

ONE = w.numbering({0: w.level(0, "%1.")}, {1: 0})


def numbered(*body: str, numbering: str, styles: str = "") -> list[str]:
    document = open_document(w.word(*body, numbering=numbering, styles=styles), name="a.docx")
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("decimal", ["1.", "2.", "3."]),
        ("decimalZero", ["01.", "02.", "03."]),
        ("upperRoman", ["I.", "II.", "III."]),
        ("lowerRoman", ["i.", "ii.", "iii."]),
        ("upperLetter", ["A.", "B.", "C."]),
        ("lowerLetter", ["a.", "b.", "c."]),
        ("none", [".", ".", "."]),
    ],
)
def test_each_way_of_counting(form: str, shown: list[str]) -> None:
    listed = [w.paragraph("x", listed=(1, 0))] * 3
    numbering = w.numbering({0: w.level(0, "%1.", form)}, {1: 0})
    assert numbered(*listed, numbering=numbering) == [f"{number} x" for number in shown]


@pytest.mark.parametrize(("count", "shown"), [(4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX")])
def test_roman_numbers_beyond_three(count: int, shown: str) -> None:
    numbering = w.numbering({0: w.level(0, "%1", "upperRoman", start=count)}, {1: 0})
    assert numbered(w.paragraph("x", listed=(1, 0)), numbering=numbering) == [f"{shown} x"]


def test_letters_are_doubled_after_z() -> None:
    numbering = w.numbering({0: w.level(0, "%1)", "lowerLetter", start=26)}, {1: 0})
    assert numbered(*[w.paragraph("x", listed=(1, 0))] * 3, numbering=numbering) == ["z) x", "aa) x", "bb) x"]


def test_levels_count_within_one_another_and_start_again() -> None:
    levels = w.level(0, "%1.", "upperRoman") + w.level(1, "%1.%2.") + w.level(2, "%3)", "lowerLetter")
    order = (0, 1, 2, 2, 1, 2, 0, 1)
    listed = [w.paragraph("x", listed=(1, at)) for at in order]
    assert numbered(*listed, numbering=w.numbering({0: levels}, {1: 0})) == [
        "I. x", "I.1. x", "a) x", "b) x", "I.2. x", "a) x", "II. x", "II.1. x",
    ]  # fmt: skip


def test_a_legal_level_shows_all_numbers_as_decimals() -> None:
    levels = w.level(0, "%1.", "upperRoman") + w.level(1, "%1.%2.", extra="<w:isLgl/>")
    listed = [w.paragraph("x", listed=(1, at)) for at in (0, 1)]
    assert numbered(*listed, numbering=w.numbering({0: levels}, {1: 0})) == ["I. x", "1.1. x"]


def test_a_level_that_never_starts_again_goes_on() -> None:
    levels = w.level(0, "%1.") + w.level(1, "%2.", extra='<w:lvlRestart w:val="0"/>')
    listed = [w.paragraph("x", listed=(1, at)) for at in (0, 1, 0, 1)]
    assert numbered(*listed, numbering=w.numbering({0: levels}, {1: 0})) == ["1. x", "1. x", "2. x", "2. x"]


def test_two_uses_of_one_list_go_on_unless_one_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = [w.paragraph("x", listed=(use, 0)) for use in (1, 1, 2, 3, 3)]
    numbering = w.numbering({0: w.level(0, "%1.")}, {1: 0, 2: 0, 3: (0, anew)})
    assert numbered(*body, numbering=numbering) == ["1. x", "2. x", "3. x", "1. x", "2. x"]


def test_bullets_typed_as_signs_stay_and_pictures_are_one_round_bullet() -> None:
    levels = w.level(0, "-", "bullet") + w.level(1, "+", "bullet") + w.level(2, "\uf0b7", "bullet")
    body = [w.paragraph("x", listed=(1, at)) for at in (0, 1, 2)]
    assert numbered(*body, numbering=w.numbering({0: levels}, {1: 0})) == ["- x", "+ x", "• x"]


def test_a_style_brings_its_list_also_to_what_is_based_on_it() -> None:
    heading = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    levels = w.level(0, "Mục tiêu %1:", style="Muc") + w.level(1, "%1.%2", style="Muc2")
    body = [w.paragraph("x", style=style) for style in ("Muc", "Muc2", "MucCon", "Muc2")]
    assert numbered(*body, numbering=w.numbering({0: levels}, {1: 0}), styles=w.styles(heading)) == [
        "Mục tiêu 1: x", "1.1 x", "Mục tiêu 2: x", "2.1 x",
    ]  # fmt: skip


def test_a_paragraph_may_turn_the_number_of_its_style_off() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = [w.paragraph("x", style="Muc"), w.paragraph("y", style="Muc", listed=(0, 0))]
    assert numbered(*body, numbering=ONE, styles=w.styles(style)) == ["1. x", "y"]


def test_a_list_may_be_defined_by_the_style_of_another() -> None:
    linked = '<w:numStyleLink w:val="Chung"/>'
    lists = {0: linked, 1: '<w:styleLink w:val="Chung"/>' + w.level(0, "(%1)")}
    assert numbered(w.paragraph("x", listed=(1, 0)), numbering=w.numbering(lists, {1: 0})) == ["(1) x"]


def test_the_column_of_numbers_may_be_automatic() -> None:
    cells = [w.row(w.cell(w.paragraph(listed=(1, 0))), "Việc") for _ in range(3)]
    document = open_document(w.word(w.table(*cells), numbering=ONE), name="a.docx")
    assert [row.cells[0].text for row in document.tables[0].rows] == ["1.", "2.", "3."]


def test_what_was_deleted_counts_for_nothing() -> None:
    gone = w.paragraph(f"<w:del>{w.run('y')}</w:del>", listed=(1, 0), properties="<w:rPr><w:del/></w:rPr>")
    body = [w.paragraph("x", listed=(1, 0)), gone, w.paragraph("z", listed=(1, 0))]
    assert numbered(*body, numbering=ONE) == ["1. x", "2. z"]


def test_the_words_of_a_level_may_be_in_an_old_font() -> None:
    font = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
    numbering = w.numbering({0: w.level(0, "Môc %1.").replace("</w:lvl>", f"{font}</w:lvl>")}, {1: 0})
    assert numbered(w.paragraph("x", listed=(1, 0)), numbering=numbering) == ["Mục 1. x"]


def test_a_list_that_is_not_there_gives_no_number() -> None:
    assert numbered(w.paragraph("x", listed=(77, 0)), w.paragraph("y", listed=(1, 8)), numbering=ONE) == ["x", "y"]
