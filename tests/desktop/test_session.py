"""The one way to change anything: permission, one transaction, undo."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import db.changes
import db.events
import db.projections
from db.connection import close_database, open_database, rows, run, scalar, writing
from desktop.actions import ACTIONS, ENTITY_TOPICS, EVENT_KINDS, Action, Audience, Topic
from desktop.assigning.assigning import allocate, assign, provincial_tasks, withdraw
from desktop.errors import AlreadySent, ChangedSince, NothingToUndo, NotPermitted
from desktop.installation import own_heads
from desktop.journal.event import EntityId, Fact
from desktop.journal.verification import broken_links, projections_agree
from desktop.permissions import ROLE_WORDS, Permission, Role, is_allowed
from desktop.plans.plans import import_plan
from desktop.plans.records import Plan
from desktop.plans.state import WorkStatus
from desktop.progress.entries import Record
from desktop.progress.recording import report, submit_entries
from desktop.progress.review import approve_entries, return_entries
from desktop.session import Session
from desktop.users.people import change_role
from tests.support.ledgers import DOCUMENT, OFFICER, SUPERVISOR, Ledger, new_ledger, plan_608, units

HALF = Record(status=WorkStatus.IN_PROGRESS, percent=50)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = new_ledger(tmp_path, "TCHQ")
    yield made
    made.close()


def projections(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is shown; not where an assignment was last written, for undoing writes it once more."""
    found = {}
    for table, names in {**db.projections.COLUMNS, "p_search": ("entity", "text")}.items():
        shown = [name for name in names if table != "p_assignment" or name not in {"sid", "seq"}]
        sql = f"SELECT {', '.join(shown)} FROM {table} ORDER BY entity"
        found[table] = [tuple(row.values()) for row in rows(session.database, sql)]
    return found


def state(session: Session) -> tuple[object, ...]:
    """Everything a refused change must leave alone."""
    database = session.database
    return (
        projections(session),
        db.events.count(database),
        own_heads(database),
        scalar(database, "SELECT count(*) FROM change"),
        scalar(database, "SELECT count(*) FROM change_event"),
    )


def rebuilds(session: Session) -> bool:
    """The chains hold, and folding everything again gives what is shown."""
    with writing(session.database):
        agree = projections_agree(session.database, session.journal.projection, lambda: None)
    return agree and not list(broken_links(session.database, lambda: None))


# --- permission and atomicity -------------------------------------------------------------------------------


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("role", list(Role))
def test_an_act_is_done_by_the_roles_that_may_and_leaves_nothing_of_others(
    ledger: Ledger, role: Role, action: Action
) -> None:
    session = ledger.add(OFFICER, role)
    before = state(session)
    fact = Fact("report.made", EntityId("report/x"), {"name": "x"}, Audience.LOCAL)
    if is_allowed(role, ACTIONS[action].permission):
        with session.changing(action) as change:
            change.write(fact)
        assert db.events.count(session.database) == before[1] + 1  # type: ignore[operator]
    else:
        with pytest.raises(NotPermitted), session.changing(action) as change:
            change.write(fact)
        assert state(session) == before


def test_the_roles_are_those_of_the_department() -> None:
    can = {role: {permission for permission in Permission if is_allowed(role, permission)} for role in Role}
    assert can[Role.ADMINISTRATOR] == set(Permission)
    assert can[Role.INSPECTOR] == {Permission.READ, Permission.MAKE_REPORT}
    assert [role for role in Role if Permission.REVIEW in can[role]] == [Role.SUPERVISOR, Role.ADMINISTRATOR]
    assert [role for role in Role if Permission.EXCHANGE in can[role]] == [Role.CLERK, Role.ADMINISTRATOR]
    assert [role for role in Role if Permission.ADMINISTER in can[role]] == [Role.ADMINISTRATOR]
    assert all(Permission.READ in can[role] for role in Role)
    assert set(ROLE_WORDS) == set(Role)


def test_every_act_and_every_event_has_its_words_and_its_topic() -> None:
    assert set(ACTIONS) == set(Action)
    assert {kind.entity_kind for kind in EVENT_KINDS.values()} - {"*"} <= set(ENTITY_TOPICS)


def test_a_mistake_in_the_middle_of_a_change_leaves_nothing(ledger: Ledger) -> None:
    session = ledger.administrator
    heard: list[frozenset[Topic]] = []
    session.listeners.append(heard.append)
    before = state(session)

    def mistaken() -> None:
        with session.changing(Action.MAKE_REPORT) as change:
            change.write(Fact("report.made", EntityId("report/1"), {"name": "a"}, Audience.LOCAL))
            raise KeyError("a mistake")

    with pytest.raises(KeyError):
        mistaken()
    assert state(session) == before
    assert heard == []
    with session.changing(Action.MAKE_REPORT) as change:
        change.write(Fact("report.made", EntityId("report/2"), {"name": "b"}, Audience.LOCAL))
    assert scalar(session.database, "SELECT count(*) FROM p_report") == 1
    assert rebuilds(session)


def test_a_fact_for_the_wrong_audience_is_not_written(ledger: Ledger) -> None:
    session = ledger.administrator
    before = state(session)
    with pytest.raises(ValueError, match="does not belong"), session.changing(Action.MAKE_REPORT) as change:
        change.write(Fact("report.made", EntityId("report/1"), {"name": "a"}, Audience.UP))
    assert state(session) == before


def test_listeners_hear_the_topics_after_the_change_stands(ledger: Ledger) -> None:
    session = ledger.administrator
    second = open_database(ledger.workspace.database_path, session.database_key)
    heard: list[tuple[frozenset[Topic], int]] = []

    def listen(topics: frozenset[Topic]) -> None:
        heard.append((topics, int(scalar(second, "SELECT count(*) FROM p_plan"))))

    session.listeners.append(listen)
    import_plan(session, plan_608(), document=DOCUMENT)
    assert heard == [(frozenset({Topic.PLANS, Topic.TASKS}), 1)]
    session.undo()
    assert heard[1] == (frozenset({Topic.PLANS, Topic.TASKS}), 0)
    close_database(second)


def test_a_change_that_writes_nothing_is_no_change(ledger: Ledger) -> None:
    session = ledger.administrator
    heard: list[object] = []
    session.listeners.append(heard.append)
    before = state(session)
    with session.changing(Action.ASSIGN_TASKS):
        pass
    assert (state(session), heard) == (before, [])


def test_a_change_stands_although_the_machine_could_not_remember_it(ledger: Ledger) -> None:
    session = ledger.administrator
    memory = session.install_file.path
    memory.unlink()
    memory.mkdir()
    with session.changing(Action.MAKE_REPORT) as change:
        change.write(Fact("report.made", EntityId("report/1"), {"name": "a"}, Audience.LOCAL))
    assert scalar(session.database, "SELECT count(*) FROM p_report") == 1


# --- undo ---------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(ledger: Ledger) -> Plan:
    return ledger.import_608("TCHQ", "HQ20")


def test_undo_takes_back_an_import_as_a_whole(ledger: Ledger) -> None:
    session = ledger.administrator
    before = projections(session)
    import_plan(session, plan_608(), document=DOCUMENT)
    last = session.last_undoable()
    assert last is not None
    assert (last.action, last.words) == (Action.IMPORT_PLAN, "Đã nạp kế hoạch.")
    session.undo()
    assert projections(session) == before
    assert rebuilds(session)
    import_plan(session, plan_608(), document=DOCUMENT)


def test_undo_takes_back_a_bulk_assignment_and_names_its_size(ledger: Ledger) -> None:
    session = ledger.administrator
    plan = ledger.import_608()
    before = projections(session)
    assign(session, provincial_tasks(session.database, plan), ["TCHQ", "HQ20"], units())
    undone = session.undo()
    assert undone.words == "Đã giao 28 nhiệm vụ."
    assert projections(session) == before
    assert rebuilds(session)


def test_every_step_of_a_task_is_undone_exactly(ledger: Ledger, plan: Plan) -> None:
    """Step by step forward, remembering what was shown, then step by step back."""
    administrator = ledger.administrator
    officer, supervisor = ledger.add(OFFICER, Role.OFFICER), ledger.add(SUPERVISOR, Role.SUPERVISOR)
    row = ledger.row(plan, "I/C/4")
    entity = EntityId(f"prog/{row.entity.partition('/')[2]}/TCHQ/2007-06")

    def sixty(reason: str) -> object:
        return report(officer, row, "2007-06", Record(status=WorkStatus.IN_PROGRESS, percent=60), reason=reason)

    steps: list[tuple[Session, Callable[[], object]]] = [
        (administrator, lambda: allocate(administrator, [row.entity], officer=officer.person.id, team="Tổ 1")),
        (administrator, lambda: allocate(administrator, [row.entity], officer="", team="")),
        (administrator, lambda: allocate(administrator, [row.entity], officer=officer.person.id)),
        (officer, lambda: report(officer, row, "2007-06", HALF)),
        (officer, lambda: submit_entries(officer, [entity])),
        (supervisor, lambda: return_entries(supervisor, [entity], "Thiếu số")),
        (officer, lambda: sixty("")),
        (officer, lambda: submit_entries(officer, [entity])),
        (supervisor, lambda: approve_entries(supervisor, [entity])),
        (officer, lambda: report(officer, row, "2007-06", HALF, reason="Đếm lại", submit_too=True)),
        (supervisor, lambda: approve_entries(supervisor, [entity])),
        (administrator, lambda: withdraw(administrator, [row.entity], "HQ20", units(), reason="Giao nhầm")),
        (administrator, lambda: assign(administrator, [row], ["HQ20"], units())),
    ]
    shown = []
    for _, act in steps:
        shown.append(projections(administrator))
        act()
    assert rebuilds(administrator)
    for (who, _), before in zip(reversed(steps), reversed(shown), strict=True):
        who.undo()
        assert projections(administrator) == before
    assert rebuilds(administrator)


def test_random_work_undone_in_reverse_leaves_what_was_before(ledger: Ledger, plan: Plan) -> None:
    chance = random.Random(608)
    administrator = ledger.administrator
    officer = ledger.add(OFFICER, Role.OFFICER)
    tasks = provincial_tasks(administrator.database, plan)
    codes = ["TCHQ", "HQ20", "HQ01", "HQ02"]

    def act() -> tuple[Session, int]:
        before = db.events.count(administrator.database)
        chosen = chance.sample(tasks, chance.randint(1, 5))
        kind = chance.randrange(4)
        who = administrator
        if kind == 0:
            assign(administrator, chosen, chance.sample(codes, 2), units())
        elif kind == 1:
            withdraw(administrator, [row.entity for row in chosen], chance.choice(codes[1:]), units(), reason="Thử")
        elif kind == 2:
            allocate(administrator, [row.entity for row in chosen], officer=chance.choice(["", officer.person.id]))
        else:
            who = officer
            record = Record(status=WorkStatus.IN_PROGRESS, percent=chance.randint(0, 100), result=f"{chance.random()}")
            report(officer, chosen[0], chance.choice(["", "2007-06", "2007-Q2"]), record)
        return who, db.events.count(administrator.database) - before

    shown: list[tuple[Session, object]] = []
    for _ in range(60):
        before = projections(administrator)
        who, written = act()
        if written:
            shown.append((who, before))
    assert len(shown) > 30
    for who, before_it in reversed(shown):
        who.undo()
        assert projections(administrator) == before_it
    assert rebuilds(administrator)


def test_what_was_undone_can_be_done_again(ledger: Ledger, plan: Plan) -> None:
    """Undoing the first event of a record removes it; writing about it again brings it back."""
    administrator, officer = ledger.administrator, ledger.add(OFFICER, Role.OFFICER)
    row = ledger.row(plan, "I/C/4")
    acts: list[tuple[Session, Callable[[], object]]] = [
        (administrator, lambda: assign(administrator, [row], ["HQ01"], units())),
        (administrator, lambda: allocate(administrator, [row.entity], officer=officer.person.id)),
        (officer, lambda: report(officer, row, "2007-06", HALF)),
        (officer, lambda: report(officer, row, "", HALF, submit_too=True)),
    ]
    for who, act in acts:
        before = projections(administrator)
        act()
        counts = {table: len(found) for table, found in projections(administrator).items()}
        for _ in range(3):
            who.undo()
            assert projections(administrator) == before
            act()
            assert {table: len(found) for table, found in projections(administrator).items()} == counts
    assert rebuilds(administrator)


def test_one_field_changed_three_times_is_undone_three_times(ledger: Ledger, plan: Plan) -> None:
    officer = ledger.add(OFFICER, Role.OFFICER)
    row = ledger.row(plan, "I/C/4")
    for percent in (40, 50, 60):
        report(officer, row, "", Record(status=WorkStatus.IN_PROGRESS, percent=percent))
    seen = []
    for _ in range(2):
        officer.undo()
        seen.append(scalar(officer.database, "SELECT percent FROM p_progress"))
    assert seen == [50, 40]
    officer.undo()
    assert scalar(officer.database, "SELECT count(*) FROM p_progress") == 0


def test_each_person_undoes_his_own_changes_last_first(ledger: Ledger, plan: Plan) -> None:
    officer = ledger.add(OFFICER, Role.OFFICER)
    other = ledger.add(SUPERVISOR, Role.SUPERVISOR)
    report(officer, ledger.row(plan, "I/C/4"), "", HALF)
    report(officer, ledger.row(plan, "I/C/6"), "", HALF)
    report(other, ledger.row(plan, "I/C/7"), "", HALF)
    officer.undo()
    assert scalar(officer.database, "SELECT count(*) FROM p_progress") == 2
    officer.undo()
    assert scalar(officer.database, "SELECT count(*) FROM p_progress") == 1
    with pytest.raises(NothingToUndo):
        officer.undo()


def test_the_change_on_screen_is_the_one_that_is_undone(ledger: Ledger, plan: Plan) -> None:
    officer = ledger.add(OFFICER, Role.OFFICER)
    report(officer, ledger.row(plan, "I/C/4"), "", HALF)
    first = officer.last_undoable()
    assert first is not None
    report(officer, ledger.row(plan, "I/C/6"), "", HALF)
    with pytest.raises(NothingToUndo):
        officer.undo(first.change)
    assert scalar(officer.database, "SELECT count(*) FROM p_progress") == 2


def test_what_others_built_on_is_not_undone(ledger: Ledger, plan: Plan) -> None:
    officer, supervisor = ledger.add(OFFICER, Role.OFFICER), ledger.add(SUPERVISOR, Role.SUPERVISOR)
    entry = report(officer, ledger.row(plan, "I/C/4"), "", HALF, submit_too=True)
    approve_entries(supervisor, [entry.entity])
    before = state(officer)
    with pytest.raises(ChangedSince):
        officer.undo()
    assert state(officer) == before


def test_an_approval_that_went_out_in_a_bundle_is_not_taken_back(ledger: Ledger, plan: Plan) -> None:
    officer, supervisor = ledger.add(OFFICER, Role.OFFICER), ledger.add(SUPERVISOR, Role.SUPERVISOR)
    entry = report(officer, ledger.row(plan, "I/C/4"), "", HALF, submit_too=True)
    approve_entries(supervisor, [entry.entity])
    (place,) = rows(officer.database, "SELECT published_sid AS sid, published_seq AS seq FROM p_progress")
    with writing(officer.database):
        run(
            officer.database,
            "INSERT INTO bundle (id, hash, direction, peer_node, generation, number, at, size, file, by, result) "
            "VALUES (1, x'00', 'out', 'TCHQ', 1, 1, 0, 0, '', '', '')",
        )
        run(officer.database, "INSERT INTO bundle_range VALUES (1, ?, 1, ?)", (place["sid"], place["seq"]))
    before = state(supervisor)
    with pytest.raises(AlreadySent):
        supervisor.undo()
    assert state(supervisor) == before


def test_who_may_no_longer_do_a_thing_may_not_undo_it_either(ledger: Ledger, plan: Plan) -> None:
    supervisor = ledger.add(SUPERVISOR, Role.SUPERVISOR)
    withdraw(supervisor, [ledger.row(plan, "I/C/4").entity], "TCHQ", units(), reason="Thử")
    change_role(ledger.administrator, supervisor.person.id, Role.OFFICER)
    again = ledger.sign_in(SUPERVISOR)
    with pytest.raises(NotPermitted):
        again.undo()


def test_adding_a_person_is_not_undone(ledger: Ledger) -> None:
    ledger.add(OFFICER, Role.OFFICER)
    assert ledger.administrator.last_undoable() is None
    with pytest.raises(NothingToUndo):
        ledger.administrator.undo()


def test_an_act_that_cannot_be_undone_does_not_hide_the_one_before(ledger: Ledger, plan: Plan) -> None:
    withdraw(ledger.administrator, [ledger.row(plan, "I/C/4").entity], "TCHQ", units(), reason="Thử")
    ledger.add(OFFICER, Role.OFFICER)
    last = ledger.administrator.last_undoable()
    assert last is not None
    assert last.action is Action.WITHDRAW_TASKS
    assert ledger.administrator.undo(last.change).action is Action.WITHDRAW_TASKS


def test_the_changes_of_a_person_are_remembered_with_their_events(ledger: Ledger, plan: Plan) -> None:
    officer = ledger.add(OFFICER, Role.OFFICER)
    report(officer, ledger.row(plan, "I/C/4"), "", HALF, submit_too=True)
    last = db.changes.last_of(officer.database, officer.person.id)
    assert last is not None
    assert last["action"] == Action.SUBMIT_PROGRESS
    assert len(db.changes.events_of(officer.database, last["id"])) == 2


def test_after_signing_out_no_key_is_left_in_the_session(ledger: Ledger) -> None:
    session = ledger.sign_in()
    ledger.sessions.remove(session)
    session.close()
    assert (session.database_key, session.secrets, session.approval_key.private) == (b"", None, b"")
