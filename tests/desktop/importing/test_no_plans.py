"""Documents that are no plans, in every form they are handed on: nothing is read, and the reason is said."""

import pytest

from desktop.errors import NotAPlan
from desktop.importing.plan_reader import read_plan
from desktop.units.table import load_units
from tests.support.unseen import NO_PLANS, Grid, papers
from tests.support.unseen_formats import FORMATS

ALL = {paper.name: paper for paper in papers(NO_PLANS)}
WITHOUT_MARKS = "cells.txt"
"""A dump that does not say where a table begins."""
READ = [
    (name, form)
    for name, paper in ALL.items()
    for form in FORMATS
    if form != "xlsx" or any(isinstance(block, Grid) for block in paper.blocks)
]


@pytest.mark.parametrize(("name", "form"), READ)
def test_nothing_is_read_from_a_document_that_is_no_plan(name: str, form: str) -> None:
    paper = ALL[name]
    with pytest.raises(NotAPlan) as refused:
        read_plan(FORMATS[form](paper), name=f"{name}.{form}", units=load_units())
    reasons = {paper.head["reason"], "no_table"} if form == WITHOUT_MARKS else {paper.head["reason"]}
    assert refused.value.reason in reasons
