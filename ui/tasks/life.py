"""The way of an entry in five steps, from the officer's desk to the level above."""

from desktop.plans.tasks import TaskItem
from desktop.progress.entries import Entry, EntryState, LifeState
from ui.widgets.life_line import Step, StepState

_PLACES = {
    LifeState.NONE: 0,
    LifeState.DRAFT: 0,
    LifeState.RECORDED: 1,
    LifeState.RETURNED: 1,
    LifeState.SUBMITTED: 2,
    LifeState.APPROVED: 3,
    LifeState.EXPORTED: 4,
    LifeState.RECEIVED: 5,
}


_OF_THE_DESK = {
    EntryState.RECORDED: LifeState.RECORDED,
    EntryState.SUBMITTED: LifeState.SUBMITTED,
    EntryState.APPROVED: LifeState.APPROVED,
    EntryState.RETURNED: LifeState.RETURNED,
}


def life_of_entry(item: TaskItem, entry: Entry | None) -> LifeState:
    """Where an entry of a task is; how far it travelled is known of the task's latest one."""
    if entry is None:
        return LifeState.NONE
    latest = item.entry is not None and item.entry.entity == entry.entity and entry.state is EntryState.APPROVED
    return item.life if latest else _OF_THE_DESK[entry.state]


def life_steps(item: TaskItem, entry: Entry | None) -> tuple[Step, ...]:
    """The steps: those passed are done, the one that somebody must take now is waited for, a return has failed."""
    life = life_of_entry(item, entry)
    place = _PLACES[life]
    file = f"Tệp đi {item.bundle}" if item.bundle and place >= _PLACES[LifeState.EXPORTED] else "Tệp đi"
    words = ("Ghi", "Gửi duyệt", "Duyệt", file, "Đã nhận")
    steps = []
    for number, word in enumerate(words):
        state = StepState.DONE if number < place else StepState.WAITING if number == place else StepState.OPEN
        if life is LifeState.RETURNED and number == place:
            steps.append(Step("Bị trả lại", StepState.FAILED))
        else:
            steps.append(Step(word, state))
    return tuple(steps)
