"""Rules about names, sizes, documentation, excuses and words."""

import ast
import re
import unicodedata
from collections.abc import Iterator

from tests.architecture.source import Finding, Module, Rule, dotted, functions, texts

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
FORBIDDEN_PREFIXES = ("get_", "do_", "handle_", "process_")
LONGEST_MODULE, LONGEST_FUNCTION = 350, 55

LONGER_MODULES: dict[str, int] = {}
"""Modules that may be longer, with their limit."""
LONGER_FUNCTIONS: dict[str, int] = {}
"""Functions that may be longer, as `path:name`, with their limit."""

ENDS_OF_ALL_ERRORS = {
    "ui/jobs.py": "the job runner, where work of any kind ends",
    "ui/failures.py": "the crash handler",
    "desktop/cli/main.py": "the command line, which turns known failures into an exit code",
    "ui/self_test.py": "the self-test, which names the step that failed",
}

_EXCUSE = re.compile(r"#\s*(?:type:\s*ignore(?:\[[^\]]*\])?|noqa(?::\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*)?)(.*)$")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_VIETNAMESE = re.compile("[ăâđêôơưàằầèềìòồờùừỳáắấéếíóốớúứýảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹạặậẹệịọộợụựỵ]", re.IGNORECASE)
_WRONG_WORDS = ("vui lòng", "thành công", "chữ ký số", "ký số", "xin hãy")


def names_that_say_nothing(module: Module) -> Iterator[Finding]:
    """A module is named by what it is about."""
    for part in module.path.removesuffix(".py").split("/"):
        if part in FORBIDDEN_NAMES or part.endswith(("_utils", "_helpers", "_manager")):
            yield 1, part
    for node in module.nodes():
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Manager", "Helper", "Utils")):
            yield node.lineno, node.name
        if isinstance(node, ast.FunctionDef) and node.name.lstrip("_").startswith(FORBIDDEN_PREFIXES):
            yield node.lineno, node.name


def long_modules(module: Module) -> Iterator[Finding]:
    """A long file is two things."""
    lines = module.source.count("\n")
    if lines > LONGER_MODULES.get(module.path, LONGEST_MODULE):
        yield lines, f"{lines} lines"


def long_functions(module: Module) -> Iterator[Finding]:
    """A long function is two things."""
    for function in functions(module.tree):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGER_FUNCTIONS.get(f"{module.path}:{function.name}", LONGEST_FUNCTION):
            yield function.lineno, f"{function.name}: {lines} lines"


def undocumented(module: Module) -> Iterator[Finding]:
    """Modules, classes and public functions say what they are; what Qt prescribes is marked as an override."""
    if ast.get_docstring(module.tree) is None:
        yield 1, "the module"
    yield from _undocumented(module.tree)


def _undocumented(tree: ast.Module | ast.ClassDef) -> Iterator[Finding]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            if ast.get_docstring(node) is None:
                yield node.lineno, node.name
            yield from _undocumented(node)
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            marks = {dotted(mark).rpartition(".")[2] for mark in node.decorator_list}
            if not marks & {"override", "overload", "setter"} and ast.get_docstring(node) is None:
                yield node.lineno, node.name


def excuses_without_reason(module: Module) -> Iterator[Finding]:
    """Who silences a checker says why, on the same line."""
    for number, line in enumerate(module.source.splitlines(), start=1):
        found = _EXCUSE.search(line)
        if found and len(_LETTERS.findall(found.group(1).replace("noqa", ""))) < 2:
            yield number, found.group(0)


def swallowed_errors(module: Module) -> Iterator[Finding]:
    """Only the ends of the program catch everything; others who do let it go on."""
    if module.path in ENDS_OF_ALL_ERRORS:
        return
    for node in module.nodes():
        if isinstance(node, ast.ExceptHandler):
            caught = {dotted(kind) for kind in _kinds(node.type)}
            goes_on = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
            if (node.type is None or caught & {"Exception", "BaseException"}) and not goes_on:
                yield node.lineno, "catches everything"


def _kinds(caught: ast.expr | None) -> list[ast.expr]:
    if caught is None:
        return []
    return caught.elts if isinstance(caught, ast.Tuple) else [caught]


def wrong_words(module: Module) -> Iterator[Finding]:
    """What stands on the screen follows one style: no pleading, no cheering, no claim the signature does not bear."""
    for line, text in texts(module.tree):
        folded = unicodedata.normalize("NFC", text).lower()
        for words in _WRONG_WORDS:
            if words in folded:
                yield line, words
        if _VIETNAMESE.search(text):
            if text != unicodedata.normalize("NFC", text):
                yield line, f"not composed (NFC): {text[:40]}"
            if "!" in text:
                yield line, f"exclamation mark: {text[:40]}"
            if '"' in text or " '" in text:
                yield line, f"straight quotes: {text[:40]}"


RULES = (
    Rule(
        "names say what is meant",
        names_that_say_nothing,
        (
            ("desktop/utils.py", ""),
            ("ui/common/x.py", ""),
            ("desktop/plans/plans.py", "def get_plan():\n    pass\n"),
            ("desktop/plans/plans.py", "class PlanManager:\n    pass\n"),
        ),
    ),
    Rule("no module is long", long_modules, (("desktop/x.py", "pass\n" * (LONGEST_MODULE + 1)),)),
    Rule("no function is long", long_functions, (("desktop/x.py", "def f():\n" + "    pass\n" * LONGEST_FUNCTION),)),
    Rule(
        "everything public is documented",
        undocumented,
        (
            ("desktop/x.py", "A = 1\n"),
            ("desktop/x.py", '"""X."""\ndef f():\n    pass\n'),
            ("desktop/x.py", '"""X."""\nclass A:\n    pass\n'),
            ("desktop/x.py", '"""X."""\nclass A:\n    """A."""\n    def f(self):\n        pass\n'),
        ),
        (("ui/x.py", '"""X."""\nclass A:\n    """A."""\n    @override\n    def f(self):\n        pass\n'),),
    ),
    Rule(
        "excuses have reasons",
        excuses_without_reason,
        (
            ("desktop/x.py", "x = 1  # type: ignore[misc]\n"),
            ("desktop/x.py", "x = 1  # noqa: S105\n"),
            ("desktop/x.py", "x = 1  # type: ignore[misc]  # noqa: S105\n"),
        ),
        (("desktop/x.py", "x = 1  # noqa: S105  # a stored key, no secret\n"),),
    ),
    Rule(
        "only the ends of the program catch everything",
        swallowed_errors,
        (
            ("desktop/x.py", "try:\n    f()\nexcept Exception:\n    pass\n"),
            ("desktop/x.py", "try:\n    f()\nexcept (ValueError, BaseException):\n    raise ValueError\n"),
            ("desktop/x.py", "try:\n    f()\nexcept:\n    pass\n"),
        ),
        (("desktop/x.py", "try:\n    f()\nexcept BaseException:\n    undo()\n    raise\n"),),
    ),
    Rule(
        "words on the screen follow the style",
        wrong_words,
        (
            ("ui/x.py", "x = 'Vui lòng nhập lại.'\n"),
            ("ui/x.py", "x = f'Đã lưu thành công {n}.'\n"),
            ("ui/x.py", "x = 'Đã lưu!'\n"),
            ("ui/x.py", "x = 'Chọn \"Đóng\".'\n"),
            ("ui/x.py", "x = 'Nhập chữ ký số.'\n"),
        ),
        (("ui/x.py", "x = 'Đã lưu «Đóng».'\n"),),
    ),
)
