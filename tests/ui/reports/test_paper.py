"""The real pages as pictures, on the screen and on a printer."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.jobs import Job, Stopped
from desktop.reports.pdf import pdf_bytes
from tests.desktop.reports.sample import report
from ui.reports.paper import Paper, draw_page, open_paper
from ui.reports.paper_view import Fit, PaperView
from ui.reports.printing import print_paper
from ui.reports.thumbnails import Thumbnails


@pytest.fixture(scope="module")
def paper() -> Paper:
    return open_paper(pdf_bytes(report(), invariant=True))


@pytest.fixture
def view(paper: Paper, qtbot: QtBot, themes: object) -> PaperView:
    made = PaperView()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.show_paper(paper)
    return made


def darkness(picture: QImage) -> int:
    """How many of some thousand points are not white."""
    points = [(x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)]
    return sum(picture.pixelColor(x, y).lightness() < 200 for x, y in points)


def test_portrait_pages_come_before_the_landscape_appendix(paper: Paper) -> None:
    turned = [width > height for width, height in paper.sizes]
    assert turned == sorted(turned)
    assert {True, False} == set(turned)


def test_a_page_is_drawn_at_the_size_asked_for(paper: Paper, qapp: QApplication) -> None:
    picture = draw_page(paper, 0, 2.0)
    assert (picture.width(), picture.height()) == (round(595.276 * 2), round(841.89 * 2))
    assert picture.pixelColor(3, 3).lightness() == 255
    assert darkness(picture) > 500


def test_pages_fill_the_width_each_by_itself(view: PaperView, paper: Paper) -> None:
    portrait = view.zoom
    view.go_to(view.count - 1)
    assert view.page == view.count - 1
    assert portrait / view.zoom == pytest.approx(842 / 595, abs=0.01)


def test_a_whole_page_fits_into_the_view(view: PaperView, paper: Paper) -> None:
    view.set_fit(Fit.PAGE)
    assert view.zoom * 96 / 72 * paper.sizes[0][1] <= view.viewport().height()


def test_keys_go_from_page_to_page(view: PaperView) -> None:
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    assert view.accessibleName() == f"Bản xem trước, trang 2 trên {view.count}"
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.page == view.count - 1
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page == view.count - 2
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.page == 0


def test_zoom_stays_within_bounds_and_at_the_page(view: PaperView) -> None:
    view.go_to(2)
    for _ in range(20):
        view.zoom_by(1.5)
    assert (view.zoom, view.page) == (4.0, 2)
    for _ in range(20):
        view.zoom_by(0.5)
    assert view.zoom == 0.25


def test_only_pages_in_view_are_asked_for_and_each_once(paper: Paper, qtbot: QtBot, themes: object) -> None:
    made = PaperView()
    qtbot.addWidget(made)
    made.resize(700, 600)
    asked: list[tuple[int, float]] = []
    made.picture_wanted.connect(lambda page, scale: asked.append((page, scale)))
    made.show()
    made.show_paper(paper)
    qtbot.waitUntil(lambda: bool(asked))
    made.viewport().repaint()
    made.viewport().repaint()
    assert [page for page, _ in asked] == [0]
    assert asked[0][1] == pytest.approx(made.zoom * 96 / 72 * made.devicePixelRatioF())
    page, scale = asked[0]
    assert not made.is_drawn(0)
    made.put_picture(page, scale, draw_page(paper, page, scale))
    assert made.is_drawn(0)
    assert darkness(made.viewport().grab().toImage()) > 200


def test_thumbnails_ask_for_every_page_and_tell_only_the_persons_choice(
    paper: Paper, qtbot: QtBot, themes: object
) -> None:
    strip = Thumbnails()
    qtbot.addWidget(strip)
    asked: list[int] = []
    chosen: list[int] = []
    strip.picture_wanted.connect(lambda page, _scale: asked.append(page))
    strip.chosen.connect(chosen.append)
    strip.show_paper(paper)
    strip.select(1)
    assert (asked, chosen) == (list(range(len(paper.sizes))), [])
    strip.setCurrentRow(2)
    assert chosen == [2]


def printed(path: Path) -> Sequence[tuple[int, int]]:
    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        sizes = [document.get_page_size(number) for number in range(len(document))]
        return [(round(width), round(height)) for width, height in sizes]
    finally:
        document.close()


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    return printer


def test_each_page_is_printed_in_its_own_orientation(paper: Paper, qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "printed.pdf"
    assert print_paper(paper, printer_to(target), Job()) == len(paper.sizes)
    assert [width > height for width, height in printed(target)] == [width > height for width, height in paper.sizes]
    assert darkness(draw_page(open_paper(target.read_bytes()), 0, 1.0)) > 100


def test_a_range_of_pages_is_printed(paper: Paper, qapp: QApplication, tmp_path: Path) -> None:
    printer = printer_to(tmp_path / "printed.pdf")
    printer.setFromTo(2, 3)
    assert print_paper(paper, printer, Job()) == 2
    assert len(printed(tmp_path / "printed.pdf")) == 2


def test_printing_can_be_stopped(paper: Paper, qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        print_paper(paper, printer_to(tmp_path / "printed.pdf"), Job(stop_wanted=lambda: True))


def test_a_page_is_shown_dot_for_dot(view: PaperView, paper: Paper) -> None:
    """Fitted to a page that is a fraction of a dot smaller, it would lose a line of dots, and tops of letters."""
    wanted: list[float] = []
    view.picture_wanted.connect(lambda page, scale: wanted.append(scale) if page == 0 else None)
    view.go_to(0)
    for width in range(690, 700):
        view.resize(width, 600)
        view.viewport().grab()
        picture = draw_page(paper, 0, wanted[-1])
        view.put_picture(0, wanted[-1], picture)
        seen = view.viewport().grab().toImage()
        left, top = (view.viewport().width() - round(paper.sizes[0][0] * wanted[-1])) // 2, 16
        for row in range(60, 500):
            shown = [seen.pixel(left + column, top + row) for column in range(100, 500, 25)]
            assert shown == [picture.pixel(column, row) for column in range(100, 500, 25)], (width, row)
