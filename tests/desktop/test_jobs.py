import pytest

from desktop.jobs import Job, Progress, Stopped


def test_work_says_how_far_it_is() -> None:
    told: list[Progress] = []
    Job(told.append).report(3, 10, "Đọc tệp")
    assert told == [Progress(3, 10, "Đọc tệp")]


def test_work_that_should_stop_stops_at_its_next_word() -> None:
    told: list[Progress] = []
    job = Job(told.append, stop_wanted=lambda: True)
    with pytest.raises(Stopped):
        job.report(1, 2, "")
    with pytest.raises(Stopped):
        job.check()
    assert told == []


def test_work_nobody_watches_runs_on() -> None:
    job = Job()
    job.report(1, None, "")
    job.check()
