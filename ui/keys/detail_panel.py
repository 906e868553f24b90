"""One machine in plain words, and what can be done with its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.keys.register import KeyFacts
from ui.keys.situation import Situation
from ui.keys.words import end_sentences, machine_title, sentences, state_note
from ui.widgets.banner import Banner, Grade
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.icon_label import IconLabel
from ui.widgets.panels import Panel, Well, column, row
from ui.widgets.text import Kind, Label


class DetailPanel(Panel):
    """Says who the machine signs for; the acts lead to forms beside the list, never to a question in front of it."""

    revoke_wanted = Signal()
    replace_wanted = Signal()
    renew_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Máy đang chọn", gap=10, parent=parent)
        self.title = Label("", Kind.TITLE, wrap=True)
        self._unit = Label("", Kind.META, wrap=True)
        self._icon = IconLabel("", size=16)
        self._state = Label("", Kind.META, wrap=True)
        words = column(gap=2)
        words.addWidget(self.title)
        words.addWidget(self._unit)
        state = row(gap=6)
        state.addWidget(self._icon)
        state.addWidget(self._state, 1)
        words.addLayout(state)
        self.set_head(words)
        self.banner = Banner(Grade.WARNING, "")
        self.banner.hide()
        self.told = Label("", wrap=True, selectable=True)
        self._end = Well(margin=12, gap=4)
        self.end = Label("", wrap=True, selectable=True)
        self._end.body.addWidget(self.end)
        self._key = Label("", Kind.META, wrap=True, selectable=True)
        for part in (self.banner, self.told, self._end, self._key):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.revoke = DangerButton("Thu hồi khóa", "lock_closed")
        self.replace = SecondaryButton("Thay máy", "arrow_sync")
        self.renew = SecondaryButton("Thay khóa máy này", "key")
        self._why = Label("", Kind.META, wrap=True)
        foot = row(gap=8)
        foot.addWidget(self._why, 1)
        for button, signal in (
            (self.renew, self.renew_wanted),
            (self.replace, self.replace_wanted),
            (self.revoke, self.revoke_wanted),
        ):
            button.clicked.connect(signal)
            foot.addWidget(button)
        self.set_foot(foot)
        self.show_machine(None, None)

    def show_machine(self, one: KeyFacts | None, found: Situation | None) -> None:
        """Show a key; None where the list is empty."""
        self.setVisible(one is not None)
        if one is None or found is None:
            return
        note = state_note(one, found.now_ms)
        self.title.setText(machine_title(one))
        self._unit.setText(f"{one.unit_name}, nút {one.node}")
        self._icon.set_icon(note.icon, f"{note.tone}.solid" if note.tone else "text2", filled=bool(note.tone))
        self._state.setText(note.words)
        self._state.set_tone(note.tone)
        self.told.setText("\n".join(sentences(one)))
        self.end.setText("\n".join(end_sentences(one)))
        self._end.setVisible(one.end is not None)
        self._key.setText(f"Khóa {one.key[:8]}, máy {one.install[:8]}")
        self._warn(one, found)
        self.revoke.setVisible(one.may_be_revoked)
        self.replace.setVisible(one.may_be_revoked and found.trust.may_admit)
        own = one.is_own and found.may_act and (one.end is None or found.trust.is_revoked)
        self.renew.setVisible(own)
        self._why.setText(self._reason(one, found))

    def _warn(self, one: KeyFacts, found: Situation) -> None:
        """What is in the air about this very machine."""
        is_own = one.is_own and (one.end is None or found.trust.is_revoked)
        self.banner.setVisible(is_own and (found.trust.waits or found.trust.is_revoked))
        if found.trust.is_revoked:
            self.banner.tell(
                Grade.ERROR,
                "Khóa của máy này đã bị thu hồi.",
                "Chọn «Thay khóa máy này» để xin kết nạp lại bằng khóa mới; dữ liệu trên máy vẫn còn.",
            )
        elif found.trust.waits:
            self.banner.tell(
                Grade.INFO,
                "Đang chờ cấp trên trả lời đề nghị thay khóa.",
                "Khóa cũ vẫn dùng được. Nhập tệp trả lời ở «Thay khóa máy này», hoặc tệp kế tiếp của cấp trên.",
            )

    @staticmethod
    def _reason(one: KeyFacts, found: Situation) -> str:
        """Why nothing can be done with this key here, or what follows where its unit has no machine left."""
        if one.end is not None:
            standing = any(other.node == one.node and other.end is None for other in found.machines)
            comes_next = "Đơn vị không còn máy nào. Có máy mới rồi thì chọn «Kết nạp máy mới»."
            return comes_next if found.trust.may_admit and not standing else ""
        if one.may_be_revoked:
            return ""
        if one.is_own:
            return "" if found.may_act else "Thay khóa là việc của quản trị."
        if not found.may_act:
            return "Thu hồi, thay máy là việc của quản trị."
        return f"Thu hồi máy này là việc của {one.admitted_by}."
