"""`plan print`: a plan as it was issued, as PDF, Word document or workbook."""

import argparse
from pathlib import Path

from desktop.cli.access import add_json, add_workspace, signed_in
from desktop.cli.groups import Commands, command
from desktop.cli.output import DONE, print_json, tell
from desktop.units.current import units_of


def add_print(commands: Commands) -> None:
    """Declare the command among those of the plans."""
    printing = command(commands, "print", "in kế hoạch như đã ban hành thành PDF, Word hoặc Excel", _print)
    printing.add_argument("number", metavar="NUMBER", help="số, ký hiệu, ví dụ 608/QĐ-TCHQ")
    printing.add_argument("file", type=Path, metavar="FILE.pdf|FILE.docx|FILE.xlsx", help="tệp kết quả")
    marks = printing.add_mutually_exclusive_group()
    marks.add_argument("--unit", metavar="HQ03", help="đánh dấu nhiệm vụ giao cho đơn vị này")
    marks.add_argument("--assigned", action="store_true", help="thêm cột «Giao cho» với mọi đơn vị được giao")
    printing.add_argument(
        "--rev",
        type=int,
        metavar="N",
        help="bản N (1: như khi ban hành; bỏ trống: hiện nay, ghi rõ chỗ sửa)",
    )
    add_workspace(printing)
    add_json(printing)


def _print(arguments: argparse.Namespace) -> int:
    from desktop.plan_paper.preparing import numbered_choice, prepare_paper
    from desktop.plan_paper.remarks import Marks
    from desktop.plan_paper.writing import form_of, write_paper

    form = form_of(arguments.file)
    marks = Marks.UNIT if arguments.unit else Marks.ALL if arguments.assigned else Marks.NONE
    with signed_in(arguments) as session:
        choice = numbered_choice(session.database, arguments.number, marks, arguments.unit, arguments.rev)
        paper = prepare_paper(session, choice, units_of(session))
    write_paper(paper, arguments.file)
    if arguments.json:
        print_json({"file": str(arguments.file), "form": form, "rows": paper.row_count, "legend": list(paper.legend)})
    for line in () if arguments.json else paper.legend:
        tell(line)
    tell(f"Đã ghi kế hoạch {arguments.number}: {arguments.file}.")
    return DONE
