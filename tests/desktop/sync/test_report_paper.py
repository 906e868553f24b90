"""The report of an import on paper (FEATURES C15): who, when, file, check sums, counts, each failed record."""

import re
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from desktop.errors import UnknownImport
from desktop.jobs import Job, Stopped
from desktop.journal.event import EntityId
from desktop.sync.exchange import (
    ChangeLine,
    LineGroup,
    exchanges,
    import_bundle,
    import_folder,
    inspect_bundle,
    kept_report,
    print_folder_report,
    print_report,
)
from desktop.sync.inbound import report_paper
from tests.support.exchange import DAY, Pair, approved_entry


def text_of(path: Path) -> str:
    """What is printed, in one line."""
    with closing(pypdfium2.PdfDocument(path)) as document:
        found = []
        for page in document:
            with closing(page), closing(page.get_textpage()) as text:
                found.append(text.get_text_bounded())
    return re.sub(r"\s+", " ", " ".join(found))


def imported(pair: Pair) -> tuple[int, Path]:
    """The id and the file of an import of one approved record at headquarters."""
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    approved_entry(pair.department, plan)
    file = pair.up().path
    import_bundle(pair.hq, file, as_of=DAY)
    return next(one.id for one in exchanges(pair.hq, "TCHQ/HQ03") if one.direction == "in"), file


def test_the_paper_says_who_when_which_file_and_what_changed(pair: Pair, tmp_path: Path) -> None:
    bundle, file = imported(pair)
    print_report(pair.hq, bundle, tmp_path / "report.pdf")
    text = text_of(tmp_path / "report.pdf")
    for told in (
        "Tệp đến 1 của Cục Hải quan thành phố Hải Phòng",
        "Người nhập: Phạm Quốc Anh, lúc 25/06/2007 09:00",
        file.name,
        "Hoàn thành đúng hạn 0 1",
        "C.4",
        "Trạng thái",
        "Đã lập danh sách",
    ):
        assert told in text
    plain = text.replace(" ", "")
    assert inspect_bundle(file, pair.hq).sha256 in plain
    assert kept_report(pair.hq, bundle).report.digest in plain


def test_every_refused_record_stands_on_the_paper_with_its_reason(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_paper, "MOST_PRINTED", 40)
    bundle, _ = imported(pair)
    kept = kept_report(pair.hq, bundle)
    reason = "Người duyệt không có quyền duyệt trong đơn vị."
    line = ChangeLine(
        LineGroup.REJECTED, "608/QĐ-TCHQ", "C.4", "Lập danh sách", "HQ03", "", "", reason, "", EntityId("prog/1/HQ03/-")
    )
    known = replace(line, group=LineGroup.DUPLICATE, after="Kết quả đã duyệt")
    many = tuple(replace(line, label=f"X.{number}") for number in range(60))
    report = replace(kept.report, lines=(*many, *[known] * 45))
    print_report(pair.hq, replace(kept, report=report), tmp_path / "report.pdf")
    text = text_of(tmp_path / "report.pdf")
    assert "Không nhận của nơi gửi (60 dòng)" in text
    assert text.count(reason) == 60
    assert "Còn 5 dòng không in ở đây." in text


def test_a_folder_is_printed_sender_by_sender_and_file_by_file(pair: Pair, tmp_path: Path) -> None:
    plan = pair.headquarters.import_608("HQ03")
    import_bundle(pair.hp, pair.down().path, as_of=DAY)
    for file in pair.stick.iterdir():
        file.unlink()
    approved_entry(pair.department, plan)
    good = pair.up().path
    (pair.stick / "hong.hqb").write_bytes(good.read_bytes()[:-9])
    report = import_folder(pair.hq, pair.stick, as_of=DAY)
    print_folder_report(pair.hq, report, tmp_path / "folder.pdf")
    text = text_of(tmp_path / "folder.pdf")
    for told in (
        "1 tệp nhập được trong 2 mục của thư mục «stick»",
        "0 → 1; quá hạn 0",
        f"{good.name} Nhập được Tệp 1 của Cục Hải quan thành phố Hải Phòng",
        "hong.hqb Không nhận Tệp chưa đủ hoặc đã bị hỏng khi chép.",
    ):
        assert told in text


def test_a_stopped_paper_and_an_unknown_import_leave_no_file(pair: Pair, tmp_path: Path) -> None:
    bundle, _ = imported(pair)
    with pytest.raises(Stopped):
        print_report(pair.hq, bundle, tmp_path / "report.pdf", Job(stop_wanted=lambda: True))
    with pytest.raises(UnknownImport):
        print_report(pair.hq, bundle + 1000, tmp_path / "report.pdf")
    assert not (tmp_path / "report.pdf").exists()
