"""Rules about the window: what Qt must never be asked to do."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Finding, Module, Rule, dotted, functions

LABELS = ("ui/widgets/text.py", "ui/widgets/word_diff.py")
"""Where labels are defined: `Label` shows plain text, `WordDiff` spans of its own around escaped words."""
RICH_TEXT = {
    "ui/help": "the manual that ships with the program",
    "ui/widgets/word_diff.py": "spans of its own around escaped words",
}

OWN_TIPS = {
    "ui/navigation.py": "the words of places",
    "ui/widgets/buttons.py": "the words of buttons",
    "ui/tasks/filter_bar.py": "the problem of a typed day",
}
"""Where tooltips are made of the program's own words alone."""

_THREADS = {"QThread", "QThreadPool", "QRunnable", "QtConcurrent"}
_TYPING_GUARDS = {"setInputMask", "setValidator"}
_RICH = {"setHtml", "insertHtml", "setMarkdown", "fromHtml", "appendHtml"}


def _called(node: ast.AST) -> str:
    """The last name of what is called."""
    return dotted(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""


def _is_label(node: ast.ClassDef) -> bool:
    return any(dotted(base).rpartition(".")[2] in {"QLabel", "QMessageBox"} for base in node.bases)


def _sets_plain_text(tree: ast.AST) -> bool:
    """Whether a text format is set, and it is PlainText."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) == "setTextFormat"]
    return bool(calls) and all(dotted(call.args[0]).endswith("PlainText") for call in calls)


def labels_of_unknown_text(module: Module) -> Iterator[Finding]:
    """A QLabel guesses whether its text is HTML: labels are the project's own, or are told so where they are made."""
    told = {
        id(node) for function in functions(module.tree) if _sets_plain_text(function) for node in ast.walk(function)
    }
    for node in module.nodes():
        if isinstance(node, ast.Call) and _called(node) in {"QLabel", "QMessageBox"} and id(node) not in told:
            yield node.lineno, f"{_called(node)} guesses at HTML: use ui.widgets.text.Label or ui.widgets.dialog"
        if isinstance(node, ast.ClassDef) and _is_label(node) and module.path not in LABELS:
            yield node.lineno, f"{node.name} is a label of its own"


def plain_text_is_set(module: Module) -> Iterator[Finding]:
    """A label sets its text format to PlainText, or escapes what it shows."""
    for node in module.nodes():
        if isinstance(node, ast.ClassDef) and _is_label(node):
            escapes = any(_called(call) == "escape" for call in ast.walk(node))
            if not (escapes or _sets_plain_text(node)):
                yield node.lineno, f"{node.name} neither sets PlainText nor escapes"


def rich_text(module: Module) -> Iterator[Finding]:
    """Text of plans and people is never shown as HTML."""
    if module.is_in(*RICH_TEXT):
        return
    for node in module.nodes():
        if isinstance(node, ast.Call) and _called(node) in _RICH:
            yield node.lineno, _called(node)
        if isinstance(node, ast.Attribute) and node.attr in {"RichText", "AutoText", "MarkdownText"}:
            yield node.lineno, node.attr


def tips_of_unknown_text(module: Module) -> Iterator[Finding]:
    """A tooltip guesses at HTML as a label does: names and titles go through `tip`."""
    if module.path in OWN_TIPS:
        return
    for node in module.nodes():
        if isinstance(node, ast.Call) and _called(node) == "setToolTip" and not _is_own_text(node.args[-1]):
            yield node.lineno, f"setToolTip({ast.unparse(node.args[-1])}): use ui.widgets.text.tip"


def _is_own_text(text: ast.expr) -> bool:
    if isinstance(text, ast.IfExp):
        return _is_own_text(text.body) and _is_own_text(text.orelse)
    return isinstance(text, ast.Constant) or _called(text) == "tip"


def nested_event_loops(module: Module) -> Iterator[Finding]:
    """Nothing runs the window's events in between."""
    for node in module.nodes():
        if isinstance(node, ast.Attribute) and node.attr in {"processEvents", "sendPostedEvents"}:
            yield node.lineno, node.attr


def threads_of_qt(module: Module) -> Iterator[Finding]:
    """Work goes through the job runner; Qt's threads own objects that die on the wrong thread."""
    for node in module.nodes():
        if isinstance(node, ast.Name | ast.Attribute) and dotted(node).rpartition(".")[2] in _THREADS:
            yield node.lineno, dotted(node)
        if isinstance(node, ast.Call) and _called(node) == "moveToThread":
            yield node.lineno, "moveToThread"


def guards_on_typing(module: Module) -> Iterator[Finding]:
    """Typing aids send Backspace and letters: masks and validators eat them."""
    for node in module.nodes():
        if isinstance(node, ast.Call) and _called(node) in _TYPING_GUARDS:
            yield node.lineno, _called(node)


def signals_of_c_types(module: Module) -> Iterator[Finding]:
    """`Signal(int)` cuts at 2³¹ with no more than a warning; signals carry objects or nothing."""
    for node in module.nodes():
        if (
            isinstance(node, ast.Call)
            and _called(node) == "Signal"
            and {dotted(kind) for kind in node.args} - {"object"}
        ):
            yield node.lineno, ast.unparse(node)


def deprecated_filtering(module: Module) -> Iterator[Finding]:
    """The next PySide6 warns about it."""
    for node in module.nodes():
        if isinstance(node, ast.Call) and _called(node) in {"invalidateFilter", "invalidateRowsFilter"}:
            yield node.lineno, _called(node)


_P = "ui/home/page.py"
RULES = (
    Rule(
        "labels show plain text",
        labels_of_unknown_text,
        (
            (_P, "from PySide6.QtWidgets import QLabel\nQLabel('x')\n"),
            (_P, "from PySide6 import QtWidgets\nQtWidgets.QLabel('x')\n"),
            (_P, "from PySide6.QtWidgets import QLabel\nclass Own(QLabel):\n    pass\n"),
        ),
        (
            (_P, "from ui.widgets.text import Label\nLabel('x')\n"),
            (_P, "def line(x):\n    made = QLabel(x)\n    made.setTextFormat(Qt.TextFormat.PlainText)\n"),
        ),
    ),
    Rule(
        "a label sets its text format",
        plain_text_is_set,
        (
            (LABELS[0], "class Label(QLabel):\n    def __init__(self):\n        self.setText('x')\n"),
            (LABELS[0], "class L(QLabel):\n    def f(self):\n        self.setTextFormat(Qt.TextFormat.AutoText)\n"),
        ),
        ((LABELS[0], "class L(QLabel):\n    def f(self):\n        self.setTextFormat(Qt.TextFormat.PlainText)\n"),),
    ),
    Rule("no rich text", rich_text, ((_P, "view.setHtml(text)\n"), (_P, "x.setTextFormat(Qt.TextFormat.RichText)\n"))),
    Rule(
        "tooltips show plain text",
        tips_of_unknown_text,
        ((_P, "self.setToolTip(task.title)\n"), (_P, "row.setToolTip(0, f'{name}')\n")),
        ((_P, "self.setToolTip(tip(title) if long else '')\n"), (_P, "self.setToolTip('Tìm (Ctrl+K)')\n")),
    ),
    Rule("no events in between", nested_event_loops, ((_P, "QApplication.processEvents()\n"),)),
    Rule(
        "no threads of Qt",
        threads_of_qt,
        ((_P, "class Worker(QThread):\n    pass\n"), (_P, "worker.moveToThread(thread)\n")),
    ),
    Rule("no guards on typing", guards_on_typing, ((_P, "field.setInputMask('00/00')\n"),)),
    Rule("signals carry objects", signals_of_c_types, ((_P, "x = Signal(int)\n"), (_P, "x = Signal(str, object)\n"))),
    Rule("no deprecated filtering", deprecated_filtering, ((_P, "proxy.invalidateFilter()\n"),)),
)
