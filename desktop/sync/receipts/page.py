"""The page of a receipt on paper as a PDF: A4, the house's letter, the codes below."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table
from typing_extensions import override

from desktop.formats import moment_text, number_text
from desktop.jobs import Job
from desktop.reports.fonts import BOLD, ITALIC, REGULAR, register_fonts
from desktop.reports.letterhead import CentredTitle, Letterhead
from desktop.reports.styles import LEFT, PORTRAIT, RIGHT, markup
from desktop.sync.receipts.codes import code_picture
from desktop.sync.receipts.paper import ReceiptFacts, ReceivedFrom

_MARGIN: Final = 15 * mm
_WIDTH: Final = PORTRAIT[0] - LEFT - RIGHT
_LARGEST_CODE: Final = 95 * mm
_SMALLEST_CODE: Final = 62 * mm
_GAP: Final = 8 * mm
_CAPTION: Final = 14.0
_BODY: Final = ParagraphStyle("receipt", fontName=REGULAR, fontSize=13, leading=17, spaceAfter=4)
_NAME: Final = ParagraphStyle("receipt name", fontName=REGULAR, fontSize=12, leading=15)
_VALUE: Final = ParagraphStyle("receipt value", _NAME, fontName=BOLD)
_HINT: Final = ParagraphStyle("receipt hint", fontName=ITALIC, fontSize=11, leading=14, spaceBefore=4)


def page_bytes(facts: ReceiptFacts, codes: Sequence[bytes], job: Job) -> bytes:
    """The PDF; `job` is asked once per page."""
    register_fonts()
    buffer = BytesIO()
    document = BaseDocTemplate(
        buffer, pagesize=PORTRAIT, title=f"Biên nhận {facts.number}", author=facts.from_name, subject=facts.code,
        lang="vi-VN", initialFontName=REGULAR,
    )  # fmt: skip
    frame = Frame(
        LEFT, _MARGIN, _WIDTH, PORTRAIT[1] - 2 * _MARGIN, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document.addPageTemplates(
        PageTemplate("receipt", [frame], onPage=lambda canvas, _document: _furniture(canvas, facts, job))
    )
    document.build(list(_story(facts, codes)))
    return buffer.getvalue()


def _furniture(canvas: Canvas, facts: ReceiptFacts, job: Job) -> None:
    job.check()
    canvas.setFont(REGULAR, 9)
    text = f"Biên nhận {facts.number}; mã kiểm {facts.code}; trang {canvas.getPageNumber()}"
    canvas.drawCentredString(LEFT + _WIDTH / 2, 9 * mm, text)


def _story(facts: ReceiptFacts, codes: Sequence[bytes]) -> Iterator[Flowable]:
    place = f"{facts.place or '…………'}, {_long_day(facts.made_at.date())}"
    yield Letterhead(facts.upper_line, facts.own_line, "", place)
    yield CentredTitle("BIÊN NHẬN TỆP TRAO ĐỔI", BOLD, 14, before=10)
    yield Spacer(0, 6)
    yield Paragraph(
        f"<b>{markup(facts.from_name)}</b> xác nhận với <b>{markup(facts.to_name)}</b> đã nhận và ghi vào sổ:", _BODY
    )
    yield _table([*(line for machine in facts.machines for line in _machine_lines(machine)), *_count_lines(facts)])
    yield Paragraph(_use(len(codes)), _HINT)
    yield Spacer(0, 8)
    yield _Codes(codes)


def _long_day(day: date) -> str:
    """The day as the decree writes it: days below 10 and the months 1 and 2 with a nought."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _machine_lines(machine: ReceivedFrom) -> Iterator[tuple[str, str]]:
    if machine.last is None or machine.at is None:
        yield (machine.machine, "chưa nhận tệp nào")
        return
    yield (machine.machine, f"đến tệp {machine.last}, nhập {moment_text(machine.at)}")
    if machine.missing:
        yield ("", f"còn thiếu tệp {', '.join(map(str, machine.missing))}")


def _count_lines(facts: ReceiptFacts) -> Iterator[tuple[str, str]]:
    yield ("Dữ liệu của nơi gửi đã vào sổ", f"{number_text(facts.held)} lần ghi")
    if facts.waiting:
        yield ("Chờ tệp đến trước", f"{number_text(facts.waiting)} lần ghi")
    if facts.rejected:
        yield ("Không được nhận", f"{number_text(facts.rejected)} lần ghi; lý do nằm trong mã")
    yield ("Số của biên nhận này", f"{facts.number}, lập {moment_text(facts.made_at)}")
    yield ("Người lập", facts.made_by)
    yield ("Mã kiểm", facts.code)


def _table(lines: Sequence[tuple[str, str]]) -> Table:
    cells = [[Paragraph(markup(name), _NAME), Paragraph(markup(value), _VALUE)] for name, value in lines]
    table = Table(cells, colWidths=[0.42 * _WIDTH, 0.58 * _WIDTH], hAlign="LEFT")
    table.setStyle(
        [
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#808080"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return table


def _use(codes: int) -> str:
    """What the recipient does with the page."""
    what = "mã" if codes == 1 else f"đủ {codes} mã"
    return (
        f"Nơi nhận quét hoặc chụp {what} dưới đây thành ảnh PNG hoặc JPG, rồi ở trang Trao đổi chọn "
        "«Đọc biên nhận giấy». Chỉ máy của nơi nhận mở được nội dung."
    )


class _Codes(Flowable):
    """The codes in one or two columns, each numbered; they flow on to the next page."""

    def __init__(self, codes: Sequence[bytes], first: int = 1, count: int | None = None) -> None:
        super().__init__()
        self._codes, self._first, self._count = list(codes), first, count or len(codes)
        self._columns = 1 if self._count == 1 else 2
        self._edge = {1: _LARGEST_CODE, 2: (_WIDTH - _GAP) / 2}.get(self._count, _SMALLEST_CODE)

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        self.width, self.height = aW, self._rows(len(self._codes)) * (self._edge + _CAPTION)
        return self.width, self.height

    @override
    def split(self, aW: float, aH: float) -> list[Flowable]:
        fitting = int(aH // (self._edge + _CAPTION)) * self._columns
        if not 0 < fitting < len(self._codes):
            return [] if fitting == 0 else [self]
        rest = _Codes(self._codes[fitting:], self._first + fitting, self._count)
        return [_Codes(self._codes[:fitting], self._first, self._count), rest]

    def draw(self) -> None:
        """Draw each code with its caption below."""
        for place, code in enumerate(self._codes):
            row, column = divmod(place, self._columns)
            row_width = self._columns * self._edge + (self._columns - 1) * _GAP
            left = (self.width - row_width) / 2 + column * (self._edge + _GAP)
            bottom = self.height - (row + 1) * (self._edge + _CAPTION) + _CAPTION
            picture = ImageReader(code_picture(code))
            self.canv.drawImage(picture, left, bottom, self._edge, self._edge)
            self.canv.setFont(REGULAR, 11)
            caption = f"Mã {self._first + place}/{self._count}"
            self.canv.drawCentredString(left + self._edge / 2, bottom - 8, caption)

    def _rows(self, codes: int) -> int:
        return -(-codes // self._columns)
