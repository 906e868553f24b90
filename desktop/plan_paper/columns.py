"""The columns of a plan's table: those its document printed, else those such plans usually have."""

from collections.abc import Sequence
from typing import Final

from desktop.importing.columns import Field
from desktop.importing.parsed import RowKind
from desktop.importing.reading import PrintedColumn
from desktop.plan_paper.content import Column, ColumnKind
from desktop.plan_paper.remarks import Remarks
from desktop.plans.records import PrintedRow

FIELDS: Final = {
    ColumnKind.TITLE: "title",
    ColumnKind.PRODUCT: "product",
    ColumnKind.LEAD: "lead_text",
    ColumnKind.SUPPORT: "support_text",
    ColumnKind.DEADLINE: "deadline_text",
}
"""The fields of a row that have a column of their own."""
_HEADS: Final = {
    ColumnKind.NUMBER: "Số TT",
    ColumnKind.TITLE: "Nội dung nhiệm vụ",
    ColumnKind.ACTIVITIES: "Công việc cần thực hiện",
    ColumnKind.PRODUCT: "Sản phẩm, kết quả",
    ColumnKind.LEAD: "Đơn vị chủ trì",
    ColumnKind.SUPPORT: "Đơn vị phối hợp",
    ColumnKind.DEADLINE: "Thời gian hoàn thành",
}
_OBJECTIVE_HEADS: Final = {ColumnKind.OBJECTIVE: "Mục tiêu cụ thể", ColumnKind.TITLE: "Hoạt động"}
_PRINTED: Final = {
    ColumnKind.NUMBER: Field.NUMBER,
    ColumnKind.OBJECTIVE: Field.TITLE,
    ColumnKind.TITLE: Field.TITLE,
    ColumnKind.ACTIVITIES: Field.ACTIVITIES,
    ColumnKind.PRODUCT: Field.PRODUCT,
    ColumnKind.LEAD: Field.LEAD,
    ColumnKind.SUPPORT: Field.SUPPORT,
    ColumnKind.DEADLINE: Field.DEADLINE,
}


def columns_of(rows: Sequence[PrintedRow], printed: Sequence[PrintedColumn], remarks: Remarks) -> tuple[Column, ...]:
    """The columns that hold something, in printed order; what the paper adds comes last."""
    beside = _has_objectives_beside(rows, printed, remarks)
    present = {ColumnKind.TITLE}
    present |= {ColumnKind.NUMBER} if any(row.number for row in rows) else set()
    present |= {ColumnKind.OBJECTIVE} if beside else set()
    present |= {ColumnKind.ACTIVITIES} if any(row.activities for row in rows) else set()
    present |= {kind for kind, name in FIELDS.items() if any(getattr(row, name) for row in rows)}
    usual = _HEADS | (_OBJECTIVE_HEADS if beside else {})
    fields = _PRINTED | ({ColumnKind.TITLE: Field.ACTIVITIES} if beside else {})
    heads: dict[Field, str] = {column.field: column.head for column in printed if column.head}
    order = {_key(column.field, column.head): place for place, column in enumerate(printed)}
    found = [
        (order.get(_key(fields[kind], ""), len(order)), Column(kind, heads.get(fields[kind], usual[kind])))
        for kind in ColumnKind
        if kind in present
    ]
    extra = dict.fromkeys(each.name for row in rows for each in row.extra)
    found += [(order.get(_key(Field.EXTRA, name), len(order)), Column(ColumnKind.EXTRA, name)) for name in extra]
    columns = [column for _, column in sorted(found, key=lambda pair: pair[0])]
    return (*columns, *_added(rows, remarks))


def _key(field: Field, head: str) -> tuple[Field, str]:
    """What tells columns apart: of the plan's own ones there may be several."""
    return (field, head if field is Field.EXTRA else "")


def _added(rows: Sequence[PrintedRow], remarks: Remarks) -> list[Column]:
    told = {row.entity for row in rows}
    columns = []
    if told & remarks.revised.keys():
        columns.append(Column(ColumnKind.REVISION, "Sửa đổi"))
    if told & remarks.given.keys():
        columns.append(Column(ColumnKind.ASSIGNED, remarks.given_head))
    return columns


def _has_objectives_beside(rows: Sequence[PrintedRow], printed: Sequence[PrintedColumn], remarks: Remarks) -> bool:
    """Whether the groups stand beside their activities.

    Where the printed columns are not known, objectives that only gather unnumbered activities are taken to.
    """
    groups = [row for row in rows if row.kind is RowKind.GROUP]
    tasks = [row for row in rows if row.is_task]
    gathered = {row.path for row in groups if not _says_more(row) and row.entity not in remarks.revised}
    fields = {column.field for column in printed}
    if printed and not {Field.TITLE, Field.ACTIVITIES} <= fields:
        return False
    return (
        bool(groups)
        and len(gathered) == len(groups)
        and all(not row.activities and row.path[:-1] in gathered for row in tasks)
        and (bool(printed) or not any(row.number for row in tasks))
    )


def _says_more(row: PrintedRow) -> bool:
    return bool(row.product or row.lead_text or row.support_text or row.deadline_text or row.activities or row.extra)
