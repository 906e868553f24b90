"""What may be recorded: every rule, field by field."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.plans.state import WorkStatus
from desktop.problem import PROBLEM_SENTENCES, Grade, ProblemKind, blocking
from desktop.progress.recording import LONGEST_TEXT, Typed, check, typed_of

TODAY = date(2007, 6, 25)
DONE = {"status": "completed", "percent": "100", "completed_on": "18/06/2007"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, []),
        ({"status": "in_progress", "percent": "40"}, []),
        ({"percent": " 40 % "}, []),
        ({"percent": "0"}, []),
        ({"percent": "100"}, []),
        ({"percent": "101"}, [("percent", ProblemKind.OUT_OF_RANGE)]),
        ({"percent": "-1"}, [("percent", ProblemKind.NOT_A_NUMBER)]),
        ({"percent": "4,5"}, [("percent", ProblemKind.NOT_A_NUMBER)]),
        ({"percent": "nửa"}, [("percent", ProblemKind.NOT_A_NUMBER)]),
        ({"percent": ""}, [("percent", ProblemKind.NOT_A_NUMBER)]),
        ({"percent": "٤٠"}, [("percent", ProblemKind.NOT_A_NUMBER)]),
        ({"percent": "9" * 400}, [("percent", ProblemKind.NOT_A_NUMBER)]),
        ({"status": ""}, [("status", ProblemKind.REQUIRED)]),
        ({"status": "withdrawn"}, [("status", ProblemKind.REQUIRED)]),
        ({"status": "awaiting_confirmation"}, [("status", ProblemKind.REQUIRED)]),
        ({"status": "suspended"}, []),
        (DONE, []),
        ({**DONE, "completed_on": "25/06/2007"}, []),
        ({**DONE, "completed_on": "2007-06-18"}, []),
        ({**DONE, "completed_on": "26/06/2007"}, [("completed_on", ProblemKind.DATE_AFTER_TODAY)]),
        ({**DONE, "completed_on": ""}, [("completed_on", ProblemKind.COMPLETED_WITHOUT_DATE)]),
        ({**DONE, "completed_on": "31/06/2007"}, [("completed_on", ProblemKind.NOT_A_DATE)]),
        ({**DONE, "completed_on": "18.6"}, [("completed_on", ProblemKind.NOT_A_DATE)]),
        ({**DONE, "percent": "99"}, [("percent", ProblemKind.PERCENT_BELOW_HUNDRED)]),
        (
            {"status": "in_progress", "completed_on": "18/06/2007"},
            [("completed_on", ProblemKind.DATE_WITHOUT_COMPLETION)],
        ),
        ({"document_number": "1234/HQHP-NV"}, [("document_date", ProblemKind.DOCUMENT_WITHOUT_DATE)]),
        ({"document_date": "01/06/2007"}, [("document_number", ProblemKind.DATE_WITHOUT_DOCUMENT)]),
        ({"document_number": "1234/HQHP-NV", "document_date": "01/06/2007"}, []),
        (
            {"document_number": "1234/HQHP-NV", "document_date": "hôm qua"},
            [("document_date", ProblemKind.NOT_A_DATE)],
        ),
        ({"result": "x" * LONGEST_TEXT}, []),
        ({"result": "x" * (LONGEST_TEXT + 1)}, [("result", ProblemKind.TOO_LONG)]),
        ({"result": "dòng một\ndòng hai"}, []),
        ({"document_number": "12\n34", "document_date": "01/06/2007"}, [("document_number", "unreadable_text")]),
        ({"result": "ẩn\u202e"}, [("result", ProblemKind.UNREADABLE_TEXT)]),
        ({"result": "Công văn MẬT số 5"}, [("result", ProblemKind.SECRET_MARK)]),
        ({"result": "TUYỆT MẬT"}, [("result", ProblemKind.SECRET_MARK)]),
        ({"result": "giữ bí mật kinh doanh, MẬTONG"}, []),
    ],
)
def test_every_rule_speaks_at_its_field(typed: dict[str, str], found: list[tuple[str, ProblemKind]]) -> None:
    _, problems = check(Typed(**typed), today=TODAY)
    assert [(problem.field, problem.kind) for problem in problems] == found


def test_all_problems_are_told_at_once() -> None:
    typed = Typed(status="completed", percent="x", completed_on="", document_date="z", result="\x00")
    _, problems = check(typed, today=TODAY)
    assert {problem.field for problem in problems} == {"percent", "completed_on", "document_date", "result"}


def test_a_missing_document_date_or_a_secret_mark_is_a_warning_and_stops_nothing() -> None:
    _, problems = check(Typed(document_number="12/NV", product="MẬT"), today=TODAY)
    assert {problem.grade for problem in problems} == {Grade.WARNING}
    assert blocking(problems) == []


def test_every_kind_of_problem_has_its_sentence() -> None:
    assert set(PROBLEM_SENTENCES) == set(ProblemKind)
    assert all(sentence.endswith(".") and "!" not in sentence for sentence in PROBLEM_SENTENCES.values())


def test_the_record_is_what_was_typed() -> None:
    record, _ = check(Typed(**DONE, product="  Danh sách  ", result="e\u0302"), today=TODAY)
    assert (record.status, record.percent, record.completed_on) == (WorkStatus.COMPLETED, 100, date(2007, 6, 18))
    assert (record.product, record.result) == ("Danh sách", "ê")


@given(st.builds(Typed, **{name: st.text(max_size=30) for name in Typed.__slots__}))
def test_whatever_is_typed_gives_a_record_that_can_be_shown_and_checked_again(typed: Typed) -> None:
    record, problems = check(typed, today=TODAY)
    again, problems_again = check(typed_of(record), today=TODAY)
    assert again == record
    if not problems:
        assert problems_again == []
