"""Plans of ministries, provinces, schools and offices, in every form they are handed on, read as by hand."""

import pytest

from desktop.importing.parsed import ParsedPlan
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units
from tests.support.unseen import PLANS, Grid, Paper, measured, papers
from tests.support.unseen_formats import FORMATS, KNOWS_MERGES

FLOOR = 0.95
ALL = {paper.name: paper for paper in papers(PLANS)}
READ = [
    (name, form)
    for name, paper in ALL.items()
    for form in FORMATS
    if form != "xlsx" or any(isinstance(block, Grid) for block in paper.blocks)
]
KEPT = [(name, form) for name, form in READ if form not in ALL[name].head.get("not", "")]


def _read(paper: Paper, form: str) -> ParsedPlan:
    return read_plan(FORMATS[form](paper), name=f"{paper.name}.{form}", units=load_units())


@pytest.mark.parametrize(("name", "form"), KEPT)
def test_nearly_every_row_and_cell_is_read_and_none_is_invented(name: str, form: str) -> None:
    paper = ALL[name]
    measure = measured(paper, _read(paper, form), knows_merges=form in KNOWS_MERGES)
    assert measure.rows_found >= FLOOR * measure.rows, measure.misses
    assert measure.cells_found >= FLOOR * measure.cells, measure.misses
    assert not measure.invented


@pytest.mark.parametrize(("name", "form"), KEPT)
def test_a_row_read_wrong_is_marked_as_doubtful(name: str, form: str) -> None:
    paper = ALL[name]
    plan = _read(paper, form)
    measure = measured(paper, plan, knows_merges=form in KNOWS_MERGES)
    doubted = {doubt.path for doubt in plan.doubts}
    assert [path for path in measure.wrong if path not in doubted] == []


def test_word_and_excel_are_read_whole() -> None:
    found = wanted = 0
    for name, form in KEPT:
        if form in KNOWS_MERGES:
            measure = measured(ALL[name], _read(ALL[name], form), knows_merges=True)
            found, wanted = found + measure.rows_found, wanted + measure.rows
    assert wanted > 400
    assert found == wanted
