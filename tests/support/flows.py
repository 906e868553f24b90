"""A table of rows written in the forms in which plain texts carry tables: cells are tuples of printed lines."""

from collections.abc import Sequence

Cells = Sequence[tuple[str, ...]]
HEADER = ("STT", "Nhiệm vụ", "Sản phẩm", "Thời gian hoàn thành", "Đơn vị chủ trì", "Đơn vị phối hợp")


def as_flow(header: Sequence[str], rows: Sequence[Cells], *, gap: str = "") -> str:
    """One line per paragraph of a cell; `gap` stands between the lines, blank cells print nothing."""
    lines = [*header, *(line for row in rows for cell in row for line in cell)]
    return ("\n" + gap).join(lines) + "\n"


def as_dump(header: Sequence[str], rows: Sequence[Cells]) -> str:
    """A tab before each cell, an empty line after each row."""
    printed = [[(name,) for name in header], *rows]
    return "".join("".join("\t" + "\n".join(cell) + "\n" for cell in row) + "\n" for row in printed)


def as_markdown(header: Sequence[str], rows: Sequence[Cells], *, gap: str = "") -> str:
    """Upright bars, a rule below the header; paragraphs of a cell are parted by `<br>`."""
    lines = [_bars([(name,) for name in header]), "|" + "---|" * len(header), *map(_bars, rows)]
    return ("\n" + gap).join(lines) + "\n"


def as_spreadsheet(header: Sequence[str], rows: Sequence[Cells]) -> str:
    """Rows as a spreadsheet puts them on the clipboard: tabs, and quotes around cells of several lines."""
    printed = [[(name,) for name in header], *rows]
    return "".join("\t".join(map(_quoted, row)) + "\n" for row in printed)


def _bars(cells: Cells) -> str:
    return "| " + " | ".join("<br>".join(cell).replace("|", "\\|") for cell in cells) + " |"


def _quoted(cell: tuple[str, ...]) -> str:
    text = "\n".join(cell)
    return '"' + text.replace('"', '""') + '"' if "\n" in text else text
