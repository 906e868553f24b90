"""The place looked at: what is printed, how it is understood, and what the person says to it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui import theme
from ui.importing.readings import Reading
from ui.widgets.buttons import LinkButton, SecondaryButton, ToolButton
from ui.widgets.panels import Well, column, row
from ui.widgets.text import Kind, Label


class DecisionPanel(QFrame):
    """Shows one reading; a doubt is confirmed, alone or with all alike, a repair is refused or taken again."""

    confirmed = Signal(object)
    """The `Reading` that is right as understood."""
    all_confirmed = Signal(object)
    """The `Reading` that is right together with all alike."""
    refusal_wanted = Signal(object)
    """The `Reading` whose repair is to be refused, or taken again where it is refused."""
    edit_wanted = Signal()
    """What is understood here is to be corrected."""
    unit_wanted = Signal(object)
    """Words (str) that the unit table does not know are to be placed there."""
    step_wanted = Signal(object)
    """How many places further (int)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "footstrip")
        self._reading: Reading | None = None
        self._title = Label("", Kind.STRONG)
        self._place = Label("", Kind.META)
        self._why = Label("", Kind.META, wrap=True)
        self._printed = Label("", Kind.BODY, wrap=True, selectable=True)
        self._understood = Label("", Kind.STRONG, wrap=True, selectable=True)
        self.confirm = SecondaryButton("Đúng, sang chỗ sau", "checkmark")
        self.confirm_all = SecondaryButton("")
        self.edit = SecondaryButton("Sửa cách đọc", "edit", tip="F2")
        self.edit.clicked.connect(self.edit_wanted)
        self.refuse = SecondaryButton("Giữ bản in")
        self.take = LinkButton("Dùng bản đã sửa")
        self.confirm.clicked.connect(lambda: self.confirmed.emit(self._reading))
        self.confirm_all.clicked.connect(lambda: self.all_confirmed.emit(self._reading))
        for button in (self.refuse, self.take):
            button.clicked.connect(lambda: self.refusal_wanted.emit(self._reading))
        px = theme.current().px
        layout = column(gap=6)
        layout.setContentsMargins(px(16), px(8), px(16), px(10))
        layout.addLayout(self._head())
        layout.addLayout(self._reason())
        layout.addLayout(self._texts())
        layout.addLayout(self._buttons())
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _head(self) -> QHBoxLayout:
        head = row(gap=4)
        head.addWidget(self._title, 1)
        head.addWidget(self._place)
        for icon, word, by in (("chevron_up", "Chỗ trước", -1), ("chevron_down", "Chỗ sau", 1)):
            button = ToolButton(icon, word)
            button.clicked.connect(lambda _checked=False, by=by: self.step_wanted.emit(by))
            head.addWidget(button)
        return head

    def _reason(self) -> QHBoxLayout:
        self.place_unit = LinkButton("Đưa vào bảng đơn vị")
        self.place_unit.clicked.connect(self._place_unit)
        reason = row(gap=8)
        reason.addWidget(self._why, 1)
        reason.addWidget(self.place_unit)
        return reason

    def _place_unit(self) -> None:
        if self._reading is not None:
            self.unit_wanted.emit(self._reading.unknown_unit)

    def _texts(self) -> QHBoxLayout:
        pair = row(gap=12)
        for words, label in (("In trong văn bản", self._printed), ("Hiểu là", self._understood)):
            well = Well(margin=8, gap=2)
            well.body.addWidget(Label(words, Kind.FIELD))
            well.body.addWidget(label)
            well.body.addStretch(1)
            pair.addWidget(well, 1)
        return pair

    def _buttons(self) -> QHBoxLayout:
        buttons = row(gap=8)
        for button in (self.confirm, self.confirm_all, self.edit, self.refuse, self.take):
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def show_reading(self, reading: Reading | None, *, place: str = "", is_seen: bool = False, alike: int = 1) -> None:
        """Show a reading, where it stands among its like, and how many places are exactly alike; none hides it."""
        self._reading = reading
        self.setVisible(reading is not None)
        if reading is None:
            return
        is_repair = reading.repair is not None
        self._title.setText(f"{reading.label}, {reading.field_words}")
        self._place.setText(place)
        self._why.setText(reading.why)
        self.place_unit.setVisible(bool(reading.unknown_unit))
        self._printed.setText(_shortened(reading.printed))
        self._understood.setText(_shortened(reading.understood if not reading.is_refused else reading.printed))
        self.confirm.setVisible(not is_repair and not reading.must_be_filled)
        right = "Để trống, sang chỗ sau" if reading.is_missing else "Đúng, sang chỗ sau"
        self.confirm.setText("Sang chỗ sau" if is_seen else right)
        self.edit.setText("Điền vào phần đầu" if reading.is_missing else "Sửa cách đọc")
        self.confirm_all.setVisible(not is_repair and not is_seen and alike > 1)
        self.confirm_all.setText(f"Đúng cho cả {alike} chỗ giống nhau")
        self.edit.setVisible(not is_repair)
        self.refuse.setVisible(is_repair and not reading.is_refused)
        self.take.setVisible(reading.is_refused)


def _shortened(text: str, most: int = 240) -> str:
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
