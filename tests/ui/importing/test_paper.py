"""The document beside the reading: thousands of rows are laid out little by little, in place."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.importing.columns import Field
from desktop.importing.document import Cell, Cover, Document, Lines, Paragraph, Row, Table
from desktop.importing.reading import TableLayout
from ui.importing.paper_text import paper_layout
from ui.importing.paper_view import PaperView
from ui.importing.printed import PrintedDocument, printed
from ui.importing.review_desk import layout_at

WORDS = "Rà soát, đánh giá, phân loại doanh nghiệp theo tiêu chí quản lý rủi ro "
ROWS = 700


def row(number: int, *texts: str) -> Row:
    return Row(tuple(Cell(tuple(text.split("\n")) if text else ()) for text in texts), Lines(number, number))


@pytest.fixture
def document() -> PrintedDocument:
    rows = [row(number, str(number), WORDS * (number % 9 + 1), "a\nb\nc") for number in range(2, ROWS)]
    return printed(Document((Paragraph("KẾ HOẠCH", Lines(1, 1)), Table(tuple(rows)))))


@pytest.fixture
def paper(themes: object, qtbot: QtBot, document: PrintedDocument) -> PaperView:
    made = PaperView()
    qtbot.addWidget(made)
    made.resize(560, 400)
    made.show()
    made.show_document(document)
    return made


def exact(paper: PaperView, document: PrintedDocument, number: int) -> int:
    """The height of a row by its own layout, at the widths of the columns."""
    place, highest = 0, 0.0
    shown = document.rows[number]
    for cell in shown.cells:
        width = sum(paper.columnWidth(place + n) for n in range(cell.span))
        highest = max(highest, paper_layout(shown, cell.text, width).boundingRect().height())
        place += cell.span
    return round(highest) + 8


def test_every_row_ends_with_the_height_its_text_needs(
    paper: PaperView, document: PrintedDocument, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not paper._refine.isActive(), timeout=20_000)
    for number in range(0, ROWS - 1, 31):
        assert paper.rowHeight(number) == exact(paper, document, number)


def test_the_rows_in_sight_are_exact_at_once_and_stay_where_they_are(
    paper: PaperView, document: PrintedDocument, qtbot: QtBot
) -> None:
    paper.mark(500, "title")
    marked = paper.marked[0]
    assert paper.rowHeight(marked) == exact(paper, document, marked)
    top = paper.rowAt(0)
    offset = paper.rowViewportPosition(top)
    qtbot.waitUntil(lambda: not paper._refine.isActive(), timeout=20_000)
    assert (paper.rowAt(0), paper.rowViewportPosition(paper.rowAt(0))) == (top, offset)


def test_a_cell_merged_with_its_left_neighbour_is_shown_as_one() -> None:
    merged = Row((Cell(("Đơn vị",)), Cell((), Cover.LEFT), Cell(("Hạn",))), Lines(1, 1))
    (shown,) = printed(Document((Table((merged,)),))).rows
    assert [(cell.text, cell.span) for cell in shown.cells] == [("Đơn vị", 2), ("Hạn", 1)]


def test_a_cell_over_several_rows_has_no_line_in_it() -> None:
    above, blank = Cell((), Cover.ABOVE), Cell(())
    rows = (
        Row((Cell(("1",)), Cell(("Vụ",)), Cell(("a",))), Lines(1, 1)),
        Row((Cell(("2",)), above, Cell(("b",))), Lines(2, 2)),
        Row((Cell(("3",)), above, blank), Lines(3, 3)),
    )
    shown = printed(Document((Table(rows),))).rows
    edges = [[(cell.is_open_above, cell.is_open_below) for cell in row.cells] for row in shown]
    closed = (False, False)
    assert edges == [[closed, (False, True), closed], [closed, (True, True), closed], [closed, (True, False), closed]]


def test_the_first_row_is_closed_above_whatever_it_says() -> None:
    rows = (Row((Cell(("1",)), Cell((), Cover.ABOVE)), Lines(1, 1)), Row((Cell(("2",)), Cell(("b",))), Lines(2, 2)))
    shown = printed(Document((Table(rows),))).rows
    assert not any(cell.is_open_above or cell.is_open_below for row in shown for cell in row.cells)


def test_a_line_belongs_to_the_last_head_above_it() -> None:
    first, second = (TableLayout(str(line), ("a",), (Field.TITLE,), line) for line in (10, 40))
    found = [layout_at((first, second), line) for line in (1, 10, 39, 40, 99)]
    assert found == [first, first, first, second, second]
    assert layout_at((), 5) is None
