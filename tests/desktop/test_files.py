"""Files written whole or not at all; names and places that are safe."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from desktop import files
from desktop.errors import FileNotWritten, FileTooLarge, NotAPlainFile, NotEnoughSpace, SuspiciousFile, UnreadableFile


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as POSIX has them")


def test_a_written_file_holds_the_bytes_and_leaves_no_part(tmp_path: Path) -> None:
    target = tmp_path / "Tệp đi 14.hqb"
    files.atomic_write(target, b"one")
    files.atomic_write(target, b"two")
    assert target.read_bytes() == b"two"
    assert names_in(tmp_path) == ["Tệp đi 14.hqb"]


@posix
def test_row_48_a_link_planted_at_the_part_or_the_target_is_refused_and_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    for planted in ("out.hqb.part", "out.hqb"):
        link = tmp_path / planted
        link.symlink_to(victim)
        with pytest.raises(SuspiciousFile):
            files.atomic_write(tmp_path / "out.hqb", b"new")
        assert victim.read_bytes() == b"mine"
        link.unlink()


@posix
def test_row_48_a_link_planted_in_the_last_moment_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    usage = shutil.disk_usage(tmp_path)

    def usage_and_plant(_path: object) -> object:
        (tmp_path / "out.hqb.part").hardlink_to(victim)
        return usage

    monkeypatch.setattr(shutil, "disk_usage", usage_and_plant)
    monkeypatch.setattr(files, "_remove_leftover", lambda _part: None)
    with pytest.raises(FileNotWritten):
        files.atomic_write(tmp_path / "out.hqb", b"new")
    assert victim.read_bytes() == b"mine"


def test_what_an_interrupted_write_left_does_not_block_the_next_one(tmp_path: Path) -> None:
    (tmp_path / "out.hqb.part").write_bytes(b"half")
    files.atomic_write(tmp_path / "out.hqb", b"whole")
    assert names_in(tmp_path) == ["out.hqb"]


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out.hqb").mkdir()
    with pytest.raises(SuspiciousFile):
        files.atomic_write(tmp_path / "out.hqb", b"new")


def test_a_missing_folder_is_a_failure_the_user_can_act_on(tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten):
        files.atomic_write(tmp_path / "gone" / "out.hqb", b"new")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_row_50_a_full_stick_leaves_the_earlier_file_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.hqb"
    target.write_bytes(b"earlier")
    real_open = os.open

    def open_the_full_device(path: object, flags: int, mode: int = 0o777) -> int:
        full = str(path).endswith(".part") and flags & os.O_WRONLY
        if full:
            os.close(real_open(str(path), flags, mode))
        return real_open("/dev/full" if full else str(path), flags & ~os.O_EXCL if full else flags, mode)

    monkeypatch.setattr(os, "open", open_the_full_device)
    with pytest.raises(NotEnoughSpace):
        files.atomic_write(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"earlier"
    assert names_in(tmp_path) == ["out.hqb"]


def test_row_50_a_stick_that_reads_back_something_else_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: real(path)[:-1] + b"?")
    with pytest.raises(FileNotWritten):
        files.atomic_write(tmp_path / "out.hqb", b"new")
    assert names_in(tmp_path) == []


def test_room_is_checked_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=70_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    files.atomic_write(tmp_path / "small", b"x" * 1_000)
    with pytest.raises(NotEnoughSpace) as refused:
        files.atomic_write(tmp_path / "large", b"x" * 10_000)
    assert (refused.value.needed, refused.value.free) == (10_000, 70_000)
    assert names_in(tmp_path) == ["small"]


def test_row_49_a_private_copy_does_not_follow_later_changes_of_the_stick(tmp_path: Path) -> None:
    stick, inbox = tmp_path / "in.hqb", tmp_path / "inbox"
    inbox.mkdir()
    stick.write_bytes(b"checked")
    copy = files.private_copy(stick, inbox, limit=7)
    stick.write_bytes(b"swapped")
    assert copy.read_bytes() == b"checked"
    assert copy.parent == inbox
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o077 == 0


def test_a_private_copy_stops_at_the_limit_and_leaves_nothing(tmp_path: Path) -> None:
    stick, inbox = tmp_path / "in.hqb", tmp_path / "inbox"
    inbox.mkdir()
    stick.write_bytes(b"x" * 101)
    with pytest.raises(FileTooLarge):
        files.private_copy(stick, inbox, limit=100)
    assert names_in(inbox) == []


@posix
def test_links_pipes_and_folders_are_not_copied(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("link", "pipe", "folder"):
        with pytest.raises(NotAPlainFile):
            files.private_copy(tmp_path / name, tmp_path, limit=100)
    with pytest.raises(UnreadableFile):
        files.private_copy(tmp_path / "absent", tmp_path, limit=100)


@pytest.mark.parametrize("name", ["Á" * 300 + ".hqb", "a\0b.hqb"])
def test_a_name_that_no_system_takes_is_a_failure_the_user_can_act_on(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        files.private_copy(tmp_path / name, tmp_path, limit=100)
    with pytest.raises(FileNotWritten):
        files.atomic_write(files.file_in(tmp_path / name, "HQ03-TCHQ-0001.hqb"), b"x")
    assert names_in(tmp_path) == []


def test_a_chosen_folder_keeps_the_file_under_its_usual_name(tmp_path: Path) -> None:
    assert files.file_in(tmp_path, "x.hqb") == tmp_path / "x.hqb"
    assert files.file_in(tmp_path / "y.hqb", "x.hqb") == tmp_path / "y.hqb"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Báo cáo quý II.pdf", "Báo cáo quý II.pdf"),
        ("Ba\u0301o ca\u0301o.pdf", "Báo cáo.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\Windows\\win.ini", "win.ini"),
        ("\\\\10.1.2.3\\share\\x.png", "x.png"),
        ("a.txt:stream", "a.txt_stream"),
        ("CON", "_CON"),
        ("con.hqb", "_con.hqb"),
        ("COM¹.txt", "_COM¹.txt"),
        ("LPT9", "_LPT9"),
        ("tên. ", "tên"),
        ("...", "_"),
        ("", "_"),
        ("a\u202egpj.exe", "a_gpj.exe"),
        ("a\x00b\n.hqb", "a_b_.hqb"),
        ('<>:"|?*', "_______"),
        ("608/QĐ-TCHQ", "QĐ-TCHQ"),
        ("x" * 300 + ".hqb", "x" * 96 + ".hqb"),
        ("\U0001d4d0" * 100, "\U0001d4d0" * 50),
    ],
)
def test_row_47_a_safe_name_leads_nowhere_else(name: str, expected: str) -> None:
    assert files.safe_name(name) == expected


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/srv /mnt/nfs nfs4 rw 0 0
//nas/hq /mnt/Kế\\040hoạch cifs rw 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
/dev/sdc1 /media/usb fuseblk rw 0 0
"""


@posix
@pytest.mark.parametrize(
    ("path", "network"),
    [
        ("/home/me/so", False),
        ("/mnt/nfs/so", True),
        ("/mnt/nfs", True),
        ("/mnt/nfsx/so", False),
        ("/mnt/Kế hoạch/so", True),
        ("/mnt/nfs/local/so", False),
        ("/home/me/far/so", True),
        ("/media/usb/so", False),
    ],
)
def test_row_58_a_network_drive_is_told_from_a_local_one(path: str, network: bool) -> None:
    assert files.is_network_path(Path(path), MOUNTS) is network


def test_the_system_answers_for_a_real_path(tmp_path: Path) -> None:
    assert files.is_network_path(tmp_path) in (True, False)
