"""The PDF is laid out as Nghị định 30/2020/NĐ-CP, Phụ lục I, asks (domain §1)."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from desktop.jobs import Job, Progress, Stopped
from desktop.plans.state import WorkStatus
from desktop.reports.content import ReportContent
from desktop.reports.fonts import BOLD, REGULAR, balanced_lines, register_fonts, text_width
from desktop.reports.inputs import TaskFacts
from desktop.reports.pdf import pdf_bytes, write_pdf
from tests.desktop.reports.sample import FACTS, HAI_PHONG, PLAN_608, REPORTED, report, with_tasks

MM = 72 / 25.4
ALL_LETTERS = "ẵỗữợ ĂÂĐÊÔƠƯ ằẳẵắặ ầẩẫấậ ềểễếệ ồổỗốộ ờởỡớợ ừửữứự ỳỷỹýỵ"


def pages(data: bytes) -> list[str]:
    """The text of every page."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [page_text(page) for page in document]


def page_text(page: pypdfium2.PdfPage) -> str:
    """The text of a page with plain line ends and spaces."""
    with closing(page), closing(page.get_textpage()) as text:
        return str(text.get_text_range()).replace("\r\n", "\n").replace("\u00a0", " ")


def boxes(data: bytes, number: int) -> Iterator[tuple[str, float, float, float, float]]:
    """Every visible letter of a page with its box in millimetres from the left and bottom edge."""
    with (
        closing(pypdfium2.PdfDocument(data)) as document,
        closing(document[number]) as page,
        closing(page.get_textpage()) as text,
    ):
        for index in range(text.count_chars()):
            letter = str(text.get_text_range(index, 1))
            if letter.strip():
                left, bottom, right, top = text.get_charbox(index)
                yield letter, left / MM, bottom / MM, right / MM, top / MM


def sizes(data: bytes) -> list[tuple[int, int]]:
    """Page sizes in whole millimetres."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [(round(page.get_width() / MM), round(page.get_height() / MM)) for page in document]


@pytest.fixture(scope="module")
def content() -> ReportContent:
    return report()


@pytest.fixture(scope="module")
def paper(content: ReportContent) -> bytes:
    return pdf_bytes(content, invariant=True)


def test_the_cover_is_portrait_and_the_appendix_landscape(paper: bytes) -> None:
    found = sizes(paper)
    cover = found.count((210, 297))
    assert found == [(210, 297)] * cover + [(297, 210)] * (len(found) - cover)
    assert 2 <= cover < len(found)


def test_all_text_stays_inside_the_margins_but_for_page_number_and_foot_line(paper: bytes) -> None:
    for number, (width, height) in enumerate(sizes(paper)):
        for letter, left, bottom, right, top in boxes(paper, number):
            assert left >= 30 - 0.3, (number, letter)
            assert right <= width - 15 + 0.3, (number, letter)
            assert bottom >= 5
            assert top <= height - 9
            assert not 17 < (bottom + top) / 2 < 19, "between the text and the foot line nothing is printed"


def test_pages_are_numbered_in_the_top_margin_but_not_the_first(paper: bytes) -> None:
    found = sizes(paper)
    cover = found.count((210, 297))
    expected = ["", *map(str, range(2, cover + 1)), *map(str, range(1, len(found) - cover + 1))]
    for number, wanted in enumerate(expected):
        height = found[number][1]
        above = [box for box in boxes(paper, number) if box[2] > height - 20]
        assert "".join(letter for letter, *_ in above) == wanted
        if above:
            middle = (above[0][1] + above[-1][3]) / 2
            assert middle == pytest.approx((30 + found[number][0] - 15) / 2, abs=0.5)


def test_the_head_of_the_table_is_repeated_on_every_page_of_the_appendix(paper: bytes) -> None:
    texts = pages(paper)[sizes(paper).count((210, 297)) :]
    table_pages = [text for text in texts if "Mã đối chiếu:" not in text] or texts
    for text in table_pages:
        assert "Trạng thái" in text
        assert re.search(r"\(1\)\s+\(2\)\s+\(3\)", text)
        assert "Đơn vị chủ trì" in text.replace("\n", " ")


def test_every_page_says_which_data_it_shows(paper: bytes, content: ReportContent) -> None:
    code = content.data_state.check_code
    for text in pages(paper):
        foot = (
            f"Số liệu đã duyệt; tính đến 14/06/2007; Tệp đi 14; mã đối chiếu {code}; "
            "lập 18/06/2007 10:02, Trần Văn Bình"
        )
        assert foot in text.replace("\n", " ")


def test_a_foot_line_too_long_for_the_page_goes_on_below_it() -> None:
    who = "Nguyễn Thị Hạnh, Phó Trưởng phòng Tham mưu xử lý vi phạm và thu thập thông tin nghiệp vụ"
    data = pdf_bytes(report(replace(with_tasks(PLAN_608.tasks[0]), made_by=who)), invariant=True)
    assert who in pages(data)[0].replace("\n", " ")
    assert max(right for _, _, _, right, _ in boxes(data, 0)) <= 195.3


def test_the_first_page_bears_all_components_of_an_official_report(paper: bytes) -> None:
    text = pages(paper)[0]
    for component in (
        "TỔNG CỤC HẢI QUAN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "THÀNH PHỐ HẢI PHÒNG",
        "BÁO CÁO",
        "Kính gửi: Tổng cục Hải quan",
    ):
        assert component in text
    assert re.search(r"Số: +/BC-HQHP", text)
    assert re.search(r"Hải Phòng, ngày +tháng +năm 2007", text)
    assert text.index("BÁO CÁO") < text.index("Kết quả thực hiện") < text.index("Kính gửi")


def test_the_figures_stand_in_the_text_with_sums_and_arithmetic(paper: bytes) -> None:
    text = re.sub(r"\s+", " ", " ".join(pages(paper)))
    assert "Hoàn thành 6 6 12" in text
    assert "Chưa hoàn thành 36 6 42" in text
    assert "Cộng 42 12 54" in text
    assert "Tỷ lệ hoàn thành trên số nhiệm vụ đến hạn: 12 / (12 + 6) = 66,67%." in text
    assert "Tỷ lệ hoàn thành trên tổng số nhiệm vụ: 12 / 54 = 22,22%." in text


def test_the_signature_zone_stays_blank_on_the_page_of_the_last_sentence(paper: bytes) -> None:
    last = sizes(paper).count((210, 297)) - 1
    text = pages(paper)[last]
    assert "./." in text
    assert text.index("./.") < text.index("Nơi nhận:")
    assert "KT. CỤC TRƯỞNG" in text
    assert "- Lưu: VT, QLRR (02b)." in text
    lowest_capacity = min(bottom for _, left, bottom, _, _ in boxes(paper, last) if left > 120 and bottom > 20)
    below = [box for box in boxes(paper, last) if box[1] > 120 and 20 < box[2] < lowest_capacity - 1]
    assert below == []
    assert lowest_capacity > 20 + 30


def test_only_embedded_liberation_serif_is_used(paper: bytes) -> None:
    names = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([A-Za-z-]+)", paper))
    assert names == {
        b"LiberationSerif",
        b"LiberationSerif-Bold",
        b"LiberationSerif-Italic",
        b"LiberationSerif-BoldItalic",
    }
    assert paper.count(b"/FontFile2") == 4
    assert b"/Type1" not in paper


def test_every_vietnamese_letter_is_printed() -> None:
    task = replace(PLAN_608.tasks[0], title=ALL_LETTERS)
    text = " ".join(pages(pdf_bytes(report(with_tasks(task)), invariant=True)))
    for word in ALL_LETTERS.split():
        assert word in text


def test_equal_content_gives_equal_bytes(content: ReportContent, paper: bytes) -> None:
    assert pdf_bytes(content, invariant=True) == paper


def test_a_draft_says_so_above_its_title_and_at_the_foot() -> None:
    text = pages(pdf_bytes(report(replace(FACTS, draft=True)), invariant=True))[0]
    assert text.index("BẢN NHÁP") < text.index("BÁO CÁO")
    assert "Số liệu gồm cả bản nháp" in text
    assert "BẢN NHÁP" not in pages(pdf_bytes(report(), invariant=True))[0]


def test_a_result_of_five_thousand_letters_goes_on_over_pages() -> None:
    result = " ".join(f"kết quả số {number}" for number in range(1, 360))
    assert len(result) > 5000
    task = replace(PLAN_608.tasks[0], entry=replace(REPORTED, result=result))
    data = pdf_bytes(report(with_tasks(task, PLAN_608.tasks[1])), invariant=True)
    text = re.sub(r"\s+", " ", " ".join(pages(data)))
    assert len(sizes(data)) >= 6
    for number in (1, 180, 359):
        assert re.search(rf"số\D*{number}\b", text)
    for number, (width, _) in enumerate(sizes(data)):
        assert max(right for _, _, _, right, _ in boxes(data, number)) <= width - 15 + 0.3


@pytest.mark.parametrize(
    "title", ["x" * 900, "<b>chưa đóng & <img src='file:///etc/passwd'/>", "", "a\x00b\x1fc\ud800"]
)
def test_no_text_breaks_the_page(title: str) -> None:
    task = TaskFacts(path=("1",), number="1", title=title, lead=title[:300], deadline_text=title[:80])
    data = pdf_bytes(report(with_tasks(task)), invariant=True)
    shown = re.sub(r"\s+", "", "".join(pages(data)))
    expected = re.sub(r"[\s\x00-\x1f\ud800]", "", title)
    assert expected[:20] in shown
    for number, (width, _) in enumerate(sizes(data)):
        assert max(right for _, _, _, right, _ in boxes(data, number)) <= width - 15 + 0.3


def test_a_report_without_tasks_is_still_a_report() -> None:
    text = re.sub(r"\s+", " ", " ".join(pages(pdf_bytes(report(replace(FACTS, plans=())), invariant=True))))
    assert "Không có nhiệm vụ nào." in text
    assert "không tính được vì không có nhiệm vụ nào" in text


def test_a_heading_never_stands_alone_at_the_foot_of_a_page(paper: bytes) -> None:
    cover = sizes(paper).count((210, 297))
    headings = re.compile(r"^[A-E]\. ", re.MULTILINE)
    for text in pages(paper)[cover:]:
        lines = [line for line in text.splitlines() if line.strip() and "mã đối chiếu" not in line]
        assert not headings.match(lines[-1])


def test_writing_reports_its_progress_and_stops_without_leaving_a_file(tmp_path: Path) -> None:
    seen: list[Progress] = []
    target = tmp_path / "báo cáo.pdf"
    with pytest.raises(Stopped):
        write_pdf(report(), target, job=Job(seen.append, lambda: len(seen) >= 10))
    assert [progress.done for progress in seen] == list(range(10))
    assert list(tmp_path.iterdir()) == []
    write_pdf(report(), target)
    assert target.read_bytes().startswith(b"%PDF")
    stream = BytesIO()
    write_pdf(report(), stream, invariant=True)
    assert stream.getvalue() == pdf_bytes(report(), invariant=True)


def test_the_agency_name_breaks_between_words_that_belong_together() -> None:
    head = pages(pdf_bytes(report(with_tasks(PLAN_608.tasks[0])), invariant=True))[0]
    assert "THÀNH PHỐ HẢI PHÒNG" in head
    register_fonts()
    lines = balanced_lines(HAI_PHONG.own_line.replace("THÀNH PHỐ", "THÀNH\u00a0PHỐ"), BOLD, 12, 66 * MM)
    assert len(lines) == 2
    assert all(text_width(line, BOLD, 12) <= 66 * MM for line in lines)
    assert "".join(balanced_lines("y" * 400, REGULAR, 14, 165 * MM)) == "y" * 400


def test_a_completed_task_shows_its_document_and_day() -> None:
    task = replace(PLAN_608.tasks[0], status=WorkStatus.COMPLETED, completed_on=date(2007, 6, 5), entry=REPORTED)
    text = re.sub(r"\s+", " ", " ".join(pages(pdf_bytes(report(with_tasks(task)), invariant=True))))
    assert "Văn bản: 15/BC-QLRR ngày 05/06/2007" in text
    assert "Ngày hoàn thành: 05/06/2007" in text
