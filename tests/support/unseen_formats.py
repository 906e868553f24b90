"""The same paper in every form in which offices hand plans on: Word, workbooks, web pages, copies and dumps."""

from collections.abc import Callable, Iterator
from html import escape

from tests.support import word as w
from tests.support import workbooks as x
from tests.support.unseen import ABOVE, LEFT, Grid, Letter, Paper


def _full(rows: list[list[str]]) -> list[list[str]]:
    """The cells with the text of merged ones in every cell they cover."""
    full: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for place, cell in enumerate(row):
            line.append(full[-1][place] if cell == ABOVE else line[-1] if cell == LEFT else cell)
        full.append(line)
    return full


def _spans(rows: list[list[str]], at: int, column: int) -> tuple[int, int]:
    """Over how many rows and columns a cell goes."""
    across = 1
    while column + across < len(rows[at]) and rows[at][column + across] == LEFT:
        across += 1
    down = 1
    while at + down < len(rows) and rows[at + down][column] == ABOVE:
        down += 1
    return down, across


def as_word(paper: Paper) -> bytes:
    """A Word document with cells merged down and across."""
    body = []
    for block in paper.blocks:
        if isinstance(block, str):
            body.append(w.paragraph(block))
        elif isinstance(block, Letter):
            body += [w.table(w.row(w.cell(block.left), w.cell(block.right))), w.paragraph("")]
        else:
            body += [_word_table(block), w.paragraph("")]
    return w.word(*body)


def _word_table(grid: Grid) -> str:
    rows = []
    for at, line in enumerate(grid.rows):
        cells = []
        for column, cell in enumerate(line):
            if cell == LEFT:
                continue
            down, across = _spans(grid.rows, at, column)
            merge = "continue" if cell == ABOVE else "restart" if down > 1 else ""
            cells.append(w.cell("" if cell == ABOVE else cell, span=across, down=merge))
        rows.append(w.row(*cells, is_header=at == 0))
    return w.table(*rows)


def as_workbook(paper: Paper) -> bytes:
    """A workbook of one sheet."""
    width = max([len(line) for block in paper.blocks if isinstance(block, Grid) for line in block.rows] or [2])
    rows: list[list[object]] = []
    merges: list[x.Merge] = []
    for block in paper.blocks:
        if isinstance(block, str):
            merges.append((len(rows), len(rows), 0, width - 1))
            rows.append([block])
        elif isinstance(block, Letter):
            rows.append([block.left, *[""] * (width - 2), block.right])
        else:
            for at, line in enumerate(block.rows):
                for column, cell in enumerate(line):
                    down, across = _spans(block.rows, at, column)
                    if cell not in {ABOVE, LEFT} and (down, across) != (1, 1):
                        merges.append((len(rows) + at, len(rows) + at + down - 1, column, column + across - 1))
            rows.extend([_sheet_value(cell) for cell in line] for line in block.rows)
            rows.append([])
    return x.xlsx({"Kế hoạch": rows}, merges=merges)


def _sheet_value(cell: str) -> object:
    return "" if cell in {ABOVE, LEFT} else int(cell) if cell.isdecimal() and not cell.startswith("0") else cell


def as_web_page(paper: Paper) -> bytes:
    """A saved page."""
    parts = ["<!DOCTYPE html><html><head><meta charset='utf-8'><title>Văn bản</title></head><body>"]
    for block in paper.blocks:
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
        elif isinstance(block, Letter):
            sides = "".join(f"<td>{_html(side)}</td>" for side in (block.left, block.right))
            parts.append(f"<table><tr>{sides}</tr></table>")
        else:
            parts += ["<table>", *_html_rows(block), "</table>"]
    return "".join([*parts, "</body></html>"]).encode()


def _html_rows(grid: Grid) -> Iterator[str]:
    for at, line in enumerate(grid.rows):
        cells = ""
        for column, cell in enumerate(line):
            if cell not in {ABOVE, LEFT}:
                down, across = _spans(grid.rows, at, column)
                cells += f'<td rowspan="{down}" colspan="{across}">{_html(cell)}</td>'
        yield f"<tr>{cells}</tr>"


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _text(paper: Paper, table: Callable[[Grid], Iterator[str]], letter: str) -> bytes:
    lines: list[str] = []
    for block in paper.blocks:
        if isinstance(block, str):
            lines.append(block)
        elif isinstance(block, Letter):
            lines += [letter.join((block.left, block.right)), ""]
        else:
            lines += [*table(block), ""]
    return "\n".join(lines).encode()


def as_cells(paper: Paper) -> bytes:
    """A dump with one cell per line; blank and merged cells leave no line."""
    return _text(paper, lambda grid: (c for line in grid.rows for c in line if c not in {"", ABOVE, LEFT}), "\n")


def as_tabbed(paper: Paper) -> bytes:
    """A dump with a tab before every cell and merged cells printed in every place they cover."""

    def table(grid: Grid) -> Iterator[str]:
        for line in _full(grid.rows):
            yield from (f"\t{cell}" for cell in line)
            yield ""

    return _text(paper, table, "\n")


def as_pasted(paper: Paper) -> bytes:
    """Rows copied from a spreadsheet."""

    def table(grid: Grid) -> Iterator[str]:
        for line in grid.rows:
            cells = ("" if cell in {ABOVE, LEFT} else cell for cell in line)
            yield "\t".join(f'"{cell}"' if "\n" in cell else cell for cell in cells)

    return _text(paper, table, "\n")


def as_markdown(paper: Paper) -> bytes:
    """Tables between bars below a rule."""

    def table(grid: Grid) -> Iterator[str]:
        for at, line in enumerate(grid.rows):
            cells = ("" if cell in {ABOVE, LEFT} else cell.replace("\n", "<br>") for cell in line)
            yield f"| {' | '.join(cells)} |"
            if at == 0:
                yield "|---" * len(line) + "|"

    return b"\n\n".join(part for part in _text(paper, table, "\n").split(b"\n\n"))


FORMATS: dict[str, Callable[[Paper], bytes]] = {
    "docx": as_word,
    "xlsx": as_workbook,
    "html": as_web_page,
    "cells.txt": as_cells,
    "tabbed.txt": as_tabbed,
    "pasted.txt": as_pasted,
    "md": as_markdown,
}
KNOWS_MERGES = frozenset({"docx", "xlsx", "html"})
