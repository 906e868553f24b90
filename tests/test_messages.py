"""Every failure, problem, role, act and state has its sentence, and the sentences keep one style."""

import importlib
import pkgutil
import re
import typing
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from enum import StrEnum
from types import ModuleType

import pytest

import desktop
import ui
from db.errors import Fault, StorageError
from desktop import errors
from desktop.actions import ACTIONS, Action
from desktop.errors import AppError
from desktop.messages import SENTENCES, STORAGE_SENTENCES, Message, explain, message_of
from desktop.permissions import PERMISSION_WORDS, ROLE_WORDS, Permission, Role
from desktop.problem import PROBLEM_SENTENCES, ProblemKind
from desktop.sync.inbound.rejections import REJECTION_WORDS, Rejection

VALUES: dict[object, object] = {str: "Hải Phòng", int: 8, date: date(2007, 6, 25), tuple[object, ...]: ()}
"""What stands for the data of an error."""


def kinds_of(base: type[AppError]) -> Iterator[type[AppError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def reasons_of(kind: type[AppError]) -> list[tuple[str, str]]:
    """The field that tells reasons apart, with each reason: of an enumeration, or named by the documentation."""
    types = typing.get_type_hints(kind)
    for name in ("reason", "state"):
        reasons = types.get(name)
        if isinstance(reasons, type) and issubclass(reasons, StrEnum):
            return [(name, member) for member in reasons]
        if reasons is str and name == "reason":
            named = re.findall(r"`(\w+)`", kind.__doc__ or "")
            return [(name, reason) for reason in named if reason not in types]
        if reasons is str:
            return [(name, key[1]) for key in SENTENCES if isinstance(key, tuple) and key[0] is kind]
    return []


def example(kind: type[AppError], **chosen: object) -> AppError:
    """An error of this kind with data in every field."""
    types = typing.get_type_hints(kind)
    data = {field.name: chosen.get(field.name, VALUES.get(types[field.name], "")) for field in fields(kind)}
    return kind(**data)


def examples() -> Iterator[tuple[str, AppError]]:
    for kind in kinds_of(AppError):
        found = reasons_of(kind)
        for name, reason in found:
            yield f"{kind.__name__} {reason}", example(kind, **{name: reason})
        if not found:
            yield kind.__name__, example(kind)


EXAMPLES = dict(examples())


def faults_of_style(text: str) -> list[str]:
    """What the style forbids in a sentence on the screen."""
    checks = {
        "does not end with a full stop": not text.endswith("."),
        "does not begin with a capital": not (text[0].isupper() or text[0] in "«{" or text[0].isdigit()),
        "pleads": "vui lòng" in text.lower(),
        "cheers": "thành công" in text.lower() or "!" in text,
        "has straight quotes": '"' in text or "'" in text,
        "claims an official signature": bool(re.search(r"chữ ký số|ký số", text.lower())),
        "is not composed": text != unicodedata.normalize("NFC", text),
        "has stray spaces": bool(re.search(r"  | [.,;:](?!hq[be])|^\s|\s$", text)),
        "keeps braces": "{" in text or "}" in text,
        "shows code": bool(re.search(r"\b[a-z]+_[a-z]+\b|\bNone\b|Error", text)),
    }
    return [fault for fault, is_so in checks.items() if is_so]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_failure_says_what_happened_and_what_to_do(name: str) -> None:
    message = message_of(EXAMPLES[name])
    assert not faults_of_style(message.what), message.what
    assert not faults_of_style(message.todo), message.todo
    assert explain(EXAMPLES[name]) == message


def test_the_failures_are_all_here() -> None:
    """The list above is made from the classes; these stand for the ways a reason is told."""
    assert {"BundleRefused altered", "NotAPlan no_table", "EntryLocked approved", "WrongPassphrase"} <= set(EXAMPLES)
    assert len(EXAMPLES) > len(list(kinds_of(AppError)))


def test_a_failure_without_a_sentence_is_found() -> None:
    with pytest.raises(KeyError):
        message_of(AppError())


def test_no_sentence_is_left_over() -> None:
    """A row whose failure or reason is gone would never be shown."""
    kinds = set(kinds_of(AppError))
    left = []
    for key in SENTENCES:
        kind, reason = key if isinstance(key, tuple) else (key, "")
        told = {str(reason) for _, reason in reasons_of(kind)}
        if kind not in kinds or (reason and reason not in told) or (not reason and told):
            left.append(key)
    assert not left


def test_the_states_of_a_locked_entry_that_have_sentences_are_the_locking_ones() -> None:
    assert {reason for _, reason in reasons_of(errors.EntryLocked)} == {"submitted", "approved"}


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_of_the_store_has_its_sentences(fault: Fault) -> None:
    message = explain(StorageError(fault, "disk I/O error"))
    assert message == Message(*STORAGE_SENTENCES[fault])
    assert not faults_of_style(message.what) + faults_of_style(message.todo)


@pytest.mark.parametrize("kind", ProblemKind)
def test_every_problem_of_an_input_has_its_sentence(kind: ProblemKind) -> None:
    assert not faults_of_style(PROBLEM_SENTENCES[kind])


@pytest.mark.parametrize("action", Action)
def test_every_act_is_told_in_words(action: Action) -> None:
    assert not faults_of_style(ACTIONS[action].words.format(count=6))


def test_roles_and_permissions_have_words() -> None:
    assert set(ROLE_WORDS) == set(Role)
    assert set(PERMISSION_WORDS) == set(Permission)


@pytest.mark.parametrize("code", [*Rejection, *errors.ApprovalFault])
def test_every_reason_to_reject_an_event_has_its_sentence(code: str) -> None:
    assert not faults_of_style(REJECTION_WORDS[code])


def own_modules() -> Iterator[ModuleType]:
    for package in (desktop, ui):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def test_data_stand_in_a_sentence_as_people_call_them() -> None:
    assert "«tạo và nhập tệp trao đổi»" in str(message_of(errors.NotPermitted(Permission.EXCHANGE)))
    assert "«Cục Hải quan tỉnh Quảng Ninh»" in str(message_of(errors.UnknownNeighbour("TCHQ/HQ20")))
    assert "«…" in str(message_of(errors.FileTooLarge("/thư mục/" * 30 + "a.hqb", 1)))


def word_tables() -> Iterator[tuple[str, type[StrEnum], set[object]]]:
    """Each module's tables from members of one enumeration to words."""
    for module in own_modules():
        for name, table in vars(module).items():
            is_public = not name.startswith("_")  # a module may leave out members in a table of its own
            if is_public and name.endswith(("WORDS", "SENTENCES")) and isinstance(table, dict) and table:
                kinds = {type(key) for key in table}
                kind = kinds.pop()
                if not kinds and issubclass(kind, StrEnum):
                    yield f"{module.__name__}.{name}", kind, set(table)


def test_a_table_of_words_for_an_enumeration_is_complete() -> None:
    tables = list(word_tables())
    missing = {name: set(kind) - keys for name, kind, keys in tables if set(kind) - keys}
    assert not missing
    assert "desktop.permissions.ROLE_WORDS" in {name for name, _, _ in tables}


@pytest.mark.parametrize(
    "text", ["Vui lòng gõ lại.", "Đã lưu thành công.", "Xong!", "chưa xong.", "Chưa xong", "Mở 'sổ'.", "Lỗi not_found."]
)
def test_the_style_is_able_to_object(text: str) -> None:
    assert faults_of_style(text)
