"""What later decisions did to the rows of a plan, in the words of the column «Sửa đổi»."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.amendments.amendments import AmendedField, Amendment, AmendmentOp, Revisions
from desktop.formats import day_text
from desktop.journal.event import EntityId
from desktop.plans.records import PrintedRow
from desktop.reports.wording import document_name

_OP_WORDS: Final = {
    AmendmentOp.ADD: "Thêm",
    AmendmentOp.CHANGE: "Sửa",
    AmendmentOp.WITHDRAW: "Rút",
    AmendmentOp.REPLACE: "Thay thế",
}
_LONGEST_OLD_TEXT: Final = 60


@dataclass(frozen=True, slots=True)
class Revised:
    """The words beside the rows that were revised, and what the legend says of them."""

    words: Mapping[EntityId, str]
    legend: tuple[str, ...]


def revised(rows: Sequence[PrintedRow], revisions: Revisions, rev: int | None = None) -> Revised:
    """What became of the rows since the document was printed, up to a revision where one is given."""
    shown = revisions.latest if rev is None else rev
    amendments = [each for each in revisions.amendments if each.rev <= shown]
    words = {row.entity: "\n".join(told) for row in rows if (told := list(_row_words(row, amendments)))}
    legend = [f"Kế hoạch đã sửa đổi theo {_decisions(amendments)}."] if amendments else []
    if shown < revisions.latest:
        later = [each for each in revisions.amendments if each.rev > shown]
        legend.append(f"Chưa kể sửa đổi theo {_decisions(later)}.")
    if any(row.added and row.issued_rev == 1 for row in rows):
        legend.append("«Thêm khi nạp»: dòng không có trong bản ban hành.")
    if any(row.is_withdrawn for row in rows):
        legend.append("Chữ gạch ngang: nội dung đã rút khỏi kế hoạch.")
    return Revised(words, (*legend, *revisions.words))


def _row_words(row: PrintedRow, amendments: Sequence[Amendment]) -> Iterator[str]:
    if row.added and row.issued_rev == 1:
        yield "Thêm khi nạp"
    told = {row.issued_rev: AmendmentOp.ADD} if row.issued_rev > 1 else {}
    for amendment in amendments:
        change = amendment.row_of(row.entity)
        op = change.op if change else told.get(amendment.rev)
        if op is not None:
            fields = f": {'; '.join(map(_field_words, change.shown))}" if change and op is AmendmentOp.CHANGE else ""
            yield f"{_OP_WORDS[op]} theo {_short(amendment)}{fields}"


def _field_words(field: AmendedField) -> str:
    """A field that was changed, with its old text where that is short."""
    name, old = field.words.lower(), " ".join(field.was_text.split())
    return f"{name} (cũ: {old})" if old and len(old) <= _LONGEST_OLD_TEXT else name


def _short(amendment: Amendment) -> str:
    """The decision as a narrow column names it."""
    return f"QĐ {amendment.number}" if "/QĐ-" in amendment.number else amendment.number


def _decisions(amendments: Sequence[Amendment]) -> str:
    return "; ".join(
        document_name(each.number) + (f" ngày {day_text(each.date)}" if each.date else "") for each in amendments
    )
