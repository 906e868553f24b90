"""The way of an entry in six steps, from the officer's desk to the verdict of the level above."""

from collections.abc import Mapping

from desktop.formats import short_day_text
from desktop.plans.tasks import TaskItem, life_of
from desktop.progress.entries import Entry, LifeState
from desktop.progress.travel import Travel
from ui.tasks.words import moment
from ui.widgets.life_line import Step, StepState

_PLACES = {
    LifeState.NONE: 0,
    LifeState.DRAFT: 0,
    LifeState.RECORDED: 1,
    LifeState.RETURNED: 1,
    LifeState.SUBMITTED: 2,
    LifeState.APPROVED: 3,
    LifeState.EXPORTED: 4,
    LifeState.AWAITED: 5,
    LifeState.RECEIVED: 5,
    LifeState.SENT_BACK: 5,
    LifeState.ACCEPTED: 6,
}


def life_of_entry(item: TaskItem, entry: Entry | None) -> LifeState:
    """Where an entry of a unit's own task is."""
    return life_of(entry, item.travels, item.unit)


def life_steps(item: TaskItem, entry: Entry | None) -> tuple[Step, ...]:
    """The steps: those passed are done, the one that somebody must take now is waited for, a return has failed."""
    life = life_of_entry(item, entry)
    place = _PLACES[life]
    file = "Tệp đi"
    if place >= _PLACES[LifeState.EXPORTED] and (travel := _travel(item, entry)) is not None and travel.bundle:
        file = f"Tệp đi {travel.bundle}"
    words = ("Ghi", "Gửi duyệt", "Duyệt", file, "Đã nhận", "Kết luận")
    steps = [
        Step(word, StepState.DONE if number < place else StepState.WAITING if number == place else StepState.OPEN)
        for number, word in enumerate(words)
    ]
    if life is LifeState.RETURNED:
        steps[place] = Step("Bị trả lại", StepState.FAILED)
    elif life is LifeState.SENT_BACK:
        steps[place] = Step("Trả lại", StepState.FAILED)
    elif life is LifeState.ACCEPTED:
        steps[-1] = Step("Chấp nhận", StepState.DONE)
    return tuple(steps)


def travel_words(item: TaskItem, entry: Entry | None, machines: Mapping[str, str]) -> str:
    """The way of the approved record in a sentence: in which file, received when and by which machine.

    Once the entry was corrected, what travelled is the record before; the line above tells of the new one.
    """
    travel = _travel(item, entry)
    parts = []
    if travel is not None and travel.written_at is not None:
        parts.append(f"Tệp đi {travel.bundle} tạo {_day(travel.written_at)}")
    if travel is not None and travel.is_received:
        when = f" {_day(travel.received_at)}" if travel.received_at is not None else ""
        machine = machines.get(travel.install, "")
        parts.append(f"cấp trên đã nhận{when}" + (f" (máy {machine})" if machine else ""))
    words = "; ".join(parts)
    if not words:
        return ""
    life = life_of_entry(item, entry)
    is_older = life is not LifeState.SENT_BACK and _PLACES[life] < _PLACES[LifeState.EXPORTED]
    return f"Bản duyệt trước: {words[:1].lower()}{words[1:]}." if is_older else f"{words[:1].upper()}{words[1:]}."


def _travel(item: TaskItem, entry: Entry | None) -> Travel | None:
    return item.travels.get(entry.entity) if entry is not None else None


def _day(at_ms: int) -> str:
    return short_day_text(moment(at_ms).date())
