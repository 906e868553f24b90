"""Secrets open with the right passphrase or recovery code, and with nothing else."""

import json
from collections.abc import Callable

import pytest
from argon2.low_level import hash_secret_raw

from desktop import keyslots
from desktop.errors import CodeFault, DamagedKeySlots, KeyNotHeld, MistypedRecoveryCode, WrongPassphrase
from desktop.keyslots import STANDARD_COST, Cost, Holds, KeySlots, slots

CHEAP = Cost(t=1, m_kib=64, p=1)
DATABASE_KEY = bytes(range(32))
PERSON_KEY = b"p" * 32


@pytest.fixture
def one_person() -> KeySlots:
    secrets = {Holds.DATABASE: DATABASE_KEY, Holds.PERSON: PERSON_KEY}
    return KeySlots.empty("so-1", CHEAP).with_slots("p1", secrets, "mưa thuận gió hòa")


def edited(found: KeySlots, change: Callable[[dict[str, object]], object]) -> bytes:
    """The file after somebody changed its first slot by hand."""
    file = json.loads(found.to_bytes())
    change(file["slots"][0])
    return json.dumps(file, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_the_standard_cost_is_the_one_of_the_design() -> None:
    assert Cost(t=3, m_kib=65_536, p=2) == STANDARD_COST


def test_a_secret_opens_after_writing_and_reading_the_file(one_person: KeySlots) -> None:
    read = KeySlots.from_bytes(one_person.to_bytes(), CHEAP)
    assert read == one_person
    assert read.open("p1", Holds.DATABASE, "mưa thuận gió hòa") == DATABASE_KEY
    assert read.unlock("p1", "mưa thuận gió hòa") == {Holds.DATABASE: DATABASE_KEY, Holds.PERSON: PERSON_KEY}


def test_no_secret_stands_in_the_file_or_in_its_text(one_person: KeySlots) -> None:
    for text in (one_person.to_bytes(), repr(one_person).encode()):
        assert DATABASE_KEY.hex().encode() not in text
        assert PERSON_KEY.hex().encode() not in text


def test_row_63_a_wrong_passphrase_and_an_unknown_person_are_refused_alike(one_person: KeySlots) -> None:
    with pytest.raises(WrongPassphrase):
        one_person.open("p1", Holds.DATABASE, "Mưa thuận gió hòa")
    with pytest.raises(WrongPassphrase):
        one_person.open("p2", Holds.DATABASE, "mưa thuận gió hòa")


def test_a_passphrase_typed_in_another_composition_opens(one_person: KeySlots) -> None:
    decomposed = "m\u01b0a thu\u00e2\u0323n gi\u006f\u0301 ho\u0300a"
    assert decomposed != "mưa thuận gió hòa"
    assert one_person.open("p1", Holds.PERSON, decomposed) == PERSON_KEY


def test_signing_in_costs_one_derivation_for_all_secrets(one_person: KeySlots, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = 0

    def counted(*arguments: object) -> bytes:
        nonlocal runs
        runs += 1
        return hash_secret_raw(*arguments)  # type: ignore[arg-type]  # passed on as they came

    more = one_person.with_slot("p1", Holds.INSTALLATION, b"keys", "mưa thuận gió hòa")
    monkeypatch.setattr(slots, "hash_secret_raw", counted)
    assert len(more.unlock("p1", "mưa thuận gió hòa")) == 3
    assert runs == 1


def test_another_secret_needs_the_persons_own_passphrase(one_person: KeySlots) -> None:
    with pytest.raises(WrongPassphrase):
        one_person.with_slot("p1", Holds.INSTALLATION, b"keys", "khác")


def test_a_secret_given_again_replaces_the_earlier_one(one_person: KeySlots) -> None:
    again = one_person.with_slot("p1", Holds.DATABASE, b"new", "mưa thuận gió hòa")
    assert len(again.slots) == 2
    assert again.open("p1", Holds.DATABASE, "mưa thuận gió hòa") == b"new"


def test_a_power_that_was_never_given_is_not_held(one_person: KeySlots) -> None:
    assert one_person.holdings("p1") == {Holds.DATABASE, Holds.PERSON}
    with pytest.raises(KeyNotHeld):
        one_person.open("p1", Holds.INSTALLATION, "mưa thuận gió hòa")


def test_each_nonce_and_each_persons_salt_are_fresh(one_person: KeySlots) -> None:
    two = one_person.with_slot("p2", Holds.DATABASE, DATABASE_KEY, "mưa thuận gió hòa")
    assert len({slot.nonce for slot in two.slots}) == 3
    assert len({slot.salt for slot in two.slots}) == 2
    assert two.people() == ("p1", "p2")


@pytest.mark.parametrize(
    ("field", "value"),
    [("person", "p2"), ("holds", "person"), ("id", "00" * 16), ("argon2", {"t": 2, "m_kib": 64, "p": 1})],
)
def test_row_64_a_slot_moved_or_changed_does_not_open(field: str, value: object) -> None:
    one = KeySlots.empty("so-1", CHEAP).with_slot("p1", Holds.DATABASE, DATABASE_KEY, "đúng")
    read = KeySlots.from_bytes(edited(one, lambda slot: slot.update({field: value})))
    with pytest.raises(WrongPassphrase):
        read.unlock("p2" if field == "person" else "p1", "đúng")


def test_row_64_a_slot_carried_to_another_database_does_not_open(one_person: KeySlots) -> None:
    moved = KeySlots("so-2", one_person.slots)
    with pytest.raises(WrongPassphrase):
        moved.open("p1", Holds.DATABASE, "mưa thuận gió hòa")


@pytest.mark.parametrize(
    "cost",
    [
        {"t": 3, "m_kib": 16 * 1024 * 1024, "p": 2},
        {"t": 1_000_000, "m_kib": 64, "p": 1},
        {"t": 1, "m_kib": 64, "p": 255},
        {"t": 0, "m_kib": 64, "p": 1},
        {"t": 1, "m_kib": 64, "p": 1, "x": 1},
        {"t": 1, "m_kib": 64.0, "p": 1},
        {"t": 1, "m_kib": 64, "p": 8.5},
    ],
)
def test_row_64_an_absurd_cost_is_refused_before_it_runs(one_person: KeySlots, cost: dict[str, float]) -> None:
    with pytest.raises(DamagedKeySlots):
        KeySlots.from_bytes(edited(one_person, lambda slot: slot.update(argon2=cost)))


def test_many_salts_for_one_person_are_refused(one_person: KeySlots) -> None:
    with pytest.raises(DamagedKeySlots):
        KeySlots.from_bytes(edited(one_person, lambda slot: slot.update(salt="00" * 16)))


@pytest.mark.parametrize(
    "raw",
    [b"", b"null", b"[]", b"{}", b"\xff", b'{"v":2,"db_id":"x","slots":[]}', b'{"v":1,"v":1}', b"[" * 10_000],
)
def test_a_damaged_file_is_one_kind_of_failure(raw: bytes) -> None:
    with pytest.raises(DamagedKeySlots):
        KeySlots.from_bytes(raw)


def test_a_changed_byte_never_opens_another_secret(one_person: KeySlots) -> None:
    raw = one_person.to_bytes()
    secrets = one_person.unlock("p1", "mưa thuận gió hòa")
    refused = 0
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
        try:
            found = KeySlots.from_bytes(changed).unlock("p1", "mưa thuận gió hòa")
        except (DamagedKeySlots, WrongPassphrase):
            refused += 1
        else:  # one slot now names another owner; the other still opens to what it always held
            assert found.items() < secrets.items()
    assert refused > len(raw) - 8


def test_a_removed_person_opens_nothing_and_others_stay(one_person: KeySlots) -> None:
    left = one_person.with_slot("p2", Holds.DATABASE, DATABASE_KEY, "hai").without_person("p1")
    with pytest.raises(WrongPassphrase):
        left.unlock("p1", "mưa thuận gió hòa")
    assert left.open("p2", Holds.DATABASE, "hai") == DATABASE_KEY


def test_a_new_passphrase_replaces_the_old_for_all_secrets(one_person: KeySlots) -> None:
    renewed = one_person.replace_passphrase("p1", "mưa thuận gió hòa", "mới")
    assert renewed.unlock("p1", "mới") == one_person.unlock("p1", "mưa thuận gió hòa")
    with pytest.raises(WrongPassphrase):
        renewed.unlock("p1", "mưa thuận gió hòa")
    with pytest.raises(WrongPassphrase):
        one_person.replace_passphrase("p1", "sai", "mới")


def test_the_recovery_code_opens_what_was_put_under_it(one_person: KeySlots) -> None:
    code = keyslots.new_recovery_code()
    found = one_person.with_recovery(code, {Holds.DATABASE: DATABASE_KEY})
    assert found.open_recovery(code.lower().replace("-", " "), Holds.DATABASE) == DATABASE_KEY
    assert found.people() == ("p1",)
    with pytest.raises(KeyNotHeld):
        found.open_recovery(code, Holds.PERSON)
    with pytest.raises(WrongPassphrase):
        found.open_recovery(keyslots.new_recovery_code(), Holds.DATABASE)
    later = found.with_recovery(keyslots.new_recovery_code(), {Holds.DATABASE: DATABASE_KEY})
    with pytest.raises(WrongPassphrase):
        later.open_recovery(code, Holds.DATABASE)


def test_a_recovery_code_has_160_bits_in_groups_of_four() -> None:
    assert (
        keyslots.new_recovery_code(lambda n: b"\xff" * n)
        == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-" + ("0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"[(2**160 - 1) % 37])
    )
    assert keyslots.new_recovery_code(bytes) == "0000-0000-0000-0000-0000-0000-0000-0000-0"


def test_a_code_is_read_whatever_its_case_spaces_and_lookalikes() -> None:
    code = keyslots.new_recovery_code(lambda n: bytes(range(n)))
    plain = code.replace("-", "")
    typed = plain.replace("0", "o", 1).replace("1", "l", 1).lower()
    assert keyslots.normalise_recovery_code(f"  {typed[:5]} {typed[5:]} ") == plain


def test_row_66_every_wrong_character_and_every_swapped_pair_is_found() -> None:
    code = keyslots.new_recovery_code(lambda n: bytes(range(7, 7 + n))).replace("-", "")
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    wrong = {code[:at] + c + code[at + 1 :] for at in range(32) for c in alphabet if c != code[at]}
    wrong |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(31)} - {code}
    assert len(wrong) > 1_000
    for typed in wrong:
        with pytest.raises(MistypedRecoveryCode) as found:
            keyslots.normalise_recovery_code(typed)
        assert found.value.reason is CodeFault.CHECK


@pytest.mark.parametrize(
    ("typed", "fault", "at"),
    [
        ("", CodeFault.LENGTH, 0),
        ("0" * 32, CodeFault.LENGTH, 0),
        ("0" * 34, CodeFault.LENGTH, 0),
        ("000U" + "0" * 29, CodeFault.LETTER, 4),
        ("0" * 32 + "đ", CodeFault.LETTER, 33),
        ("０" + "0" * 32, CodeFault.LETTER, 1),
    ],
)
def test_row_66_what_is_wrong_with_a_code_is_said(typed: str, fault: CodeFault, at: int) -> None:
    with pytest.raises(MistypedRecoveryCode) as found:
        keyslots.normalise_recovery_code(typed)
    assert (found.value.reason, found.value.at) == (fault, at)
