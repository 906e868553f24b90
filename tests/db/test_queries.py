"""The stored rows behind drafts, changes, settings and search."""

import db.changes
import db.drafts
import db.plans
import db.projections
import db.settings
from db.connection import Database, writing


def test_a_draft_belongs_to_one_person_and_record(database: Database) -> None:
    with writing(database):
        db.drafts.put(database, "ha", "prog/1", 1, "first")
        db.drafts.put(database, "ha", "prog/1", 2, "second")
        db.drafts.put(database, "ha", "prog/2", 3, "other record")
        db.drafts.put(database, "dung", "prog/1", 4, "other person")
    found = db.drafts.of(database, "ha", "prog/1")
    assert found is not None
    assert found["content"] == "second"
    assert [draft["entity"] for draft in db.drafts.all_of(database, "ha")] == ["prog/2", "prog/1"]
    with writing(database):
        db.drafts.drop(database, "ha", "prog/1")
    assert db.drafts.of(database, "ha", "prog/1") is None
    assert db.drafts.of(database, "dung", "prog/1") is not None


def test_the_last_change_of_a_person_is_the_one_not_undone(database: Database) -> None:
    with writing(database):
        first = db.changes.add(database, 1, "ha", "report_progress", [])
        second = db.changes.add(database, 2, "ha", "submit_progress", [])
        db.changes.add(database, 3, "dung", "approve_progress", [])
    last = db.changes.last_of(database, "ha")
    assert last is not None
    assert last["id"] == second
    with writing(database):
        db.changes.mark_undone(database, second, 9)
    last = db.changes.last_of(database, "ha")
    assert last is not None
    assert last["id"] == first
    assert db.changes.last_of(database, "nobody") is None


def test_a_setting_is_replaced(database: Database) -> None:
    with writing(database):
        db.settings.put_setting(database, "node", "TCHQ")
        db.settings.put_setting(database, "node", "TCHQ/HQ03")
    assert db.settings.setting(database, "node") == "TCHQ/HQ03"
    assert db.settings.setting(database, "nothing") is None


def test_search_takes_every_sign_literally(database: Database) -> None:
    texts = {"task/1": "ke hoach 100% a_b", "task/2": 'doanh nghiep "trong diem" near(x', "task/3": "ke toan ab"}
    with writing(database):
        for entity, text in texts.items():
            db.projections.put_search(database, entity, text)

    def found(*words: str) -> list[str]:
        return db.plans.found(database, list(words), 100)

    assert found("hoach") == ["task/1"]
    assert found("ke") == ["task/1", "task/3"]  # shorter than a trigram
    assert found("%") == ["task/1"]
    assert found("_") == ["task/1"]
    assert found("\\") == []
    assert found('"trong') == ["task/2"]
    assert found("near(") == ["task/2"]
    assert found("*") == []
    assert found("ke", "toan") == ["task/3"]
    assert found() == []


def test_the_search_text_is_replaced_and_taken_out(database: Database) -> None:
    with writing(database):
        db.projections.put_search(database, "task/1", "mot hai")
        db.projections.put_search(database, "task/1", "ba bon")
    assert db.plans.found(database, ["mot"], 9) == []
    assert db.plans.found(database, ["bon"], 9) == ["task/1"]
    with writing(database):
        db.projections.put_search(database, "task/1", None)
    assert db.plans.found(database, ["bon"], 9) == []
