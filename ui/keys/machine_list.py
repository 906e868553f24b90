"""The machines that may sign, under the unit each signs for."""

from itertools import groupby

from PySide6.QtWidgets import QWidget

from desktop.keys.register import KeyFacts
from ui.keys.situation import Situation
from ui.keys.words import machine_title, state_note
from ui.note import Note, note_roles
from ui.table_model import Column, Role
from ui.tree_model import Group
from ui.widgets.delegates import TwoLineDelegate
from ui.widgets.record_view import RecordView


class MachineList(RecordView[KeyFacts]):
    """Chooses a key; its state stands below the machine's name with a sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._now_ms = 0
        column: Column[KeyFacts] = Column(
            "machine",
            "Máy",
            machine_title,
            accessible=lambda one: f"{one.unit_name}, {machine_title(one)}, {self._note(one).words}",
            tooltip=lambda one: self._note(one).words,
            roles={
                Role.STRONG: lambda one: one.end is None,
                Role.TONE: lambda one: "" if one.end is None else "text2",
                **note_roles(self._note),
            },
        )
        super().__init__(
            "Máy trong danh sách tin cậy",
            [column],
            lambda one: one.key,
            delegates={"machine": TwoLineDelegate()},
            headed=False,
            empty="Máy này chưa được cấp trên kết nạp. Vào Trao đổi để gửi đề nghị kết nạp.",
            parent=parent,
        )

    def _note(self, one: KeyFacts) -> Note:
        return state_note(one, self._now_ms)

    def show_situation(self, found: Situation) -> None:
        """List the machines; this one is chosen where none was."""
        self._now_ms = found.now_ms
        groups = []
        for node, members in groupby(found.machines, key=lambda one: one.node):
            machines = list(members)
            alive = sum(one.end is None for one in machines)
            note = f"{alive} máy" if alive else "không còn máy nào"
            groups.append(Group(f"node/{node}", machines[0].unit_name, machines, note=note))
        self.replace(groups)
        own = next((one.key for one in found.machines if one.is_own and one.end is None), None)
        if self.current_key() is None and (own is None or not self.select(own)):
            self.select_first()
