"""The words of the form that writes a file: what may go out, what it holds, who can open it, where it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.formats import number_text, period_text, short_path, size_text
from desktop.sync.exchange import Direction, Exchange, ExportMode, ExportPreview, Item, WrittenBundle, WrittenReceipt
from ui.exchange.facts import Fact

OLDER_OFFERED = 12
"""So many of the last written files are offered to be written again."""
_SPARE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to go out: in a mode, or what the file of an earlier number carried."""

    mode: ExportMode = ExportMode.SINCE_RECEIPT
    again: int | None = None


_MODES: Final = (
    ("Mới, từ biên nhận gần nhất", Choice()),
    ("Từ đầu, cho máy mới hoặc máy mất dữ liệu", Choice(ExportMode.FULL)),
    ("Chỉ phần chưa gửi lần nào", Choice(ExportMode.SINCE_SENT)),
)
WARNING: Final = (
    "Nếu một tệp trước không tới nơi, nơi nhận phải chờ tệp đó",
    "Tệp này không mang lại những gì đã nằm trong các tệp trước. Chỉ chọn khi chắc các tệp trước đã tới.",
)


def choices(log: Sequence[Exchange]) -> list[tuple[str, object]]:
    """What may go out, with the last written files at the end."""
    written = [exchange for exchange in log if exchange.direction is Direction.OUT][:OLDER_OFFERED]
    again = [(f"Gửi lại tệp đi {one.number}", Choice(again=one.number)) for one in written]
    return [(words, choice) for words, choice in (*_MODES, *again)]


def figures(preview: ExportPreview) -> list[tuple[str, str, str]]:
    """How much goes out, for a strip of figures."""
    records = sum(preview.records.values())
    found = [
        (number_text(records), "Mục gửi đi", "" if records else "text2"),
        (number_text(preview.resent), "Trong đó gửi lại", "" if preview.resent else "text2"),
        (number_text(len(preview.confirms)), "Tệp đến được biên nhận", "" if preview.confirms else "text2"),
    ]
    if preview.refused:
        found.append((number_text(preview.refused), "Báo không nhận", "warn"))
    found.append((f"~{size_text(preview.size)}".replace(" ", "\u00a0"), "Cỡ ước tính", ""))
    if preview.files > 1:
        found.append((number_text(preview.files), "Số tệp", ""))
    return found


def facts(preview: ExportPreview) -> list[Fact]:
    """Who can open it, whose changes it holds, which receipts go with it."""
    shares = [f"{one.name or 'chương trình'} {number_text(one.records)} mục" for one in preview.shares[:4]]
    if len(preview.shares) > 4:
        shares.append(f"{number_text(len(preview.shares) - 4)} người khác")
    numbers = ", ".join(str(number) for number in preview.confirms)
    return [
        Fact("Máy mở được", ", ".join(preview.machines)),
        Fact("Người sửa", ", ".join(shares)),
        Fact("Biên nhận cho", f"tệp đến {numbers}" if numbers else ""),
        Fact("Tệp đính kèm", f"{number_text(preview.attached)} tệp nơi nhận đã xin" if preview.attached else ""),
    ]


def item_words(item: Item) -> str:
    """The title of a record with its period."""
    subject = item.subject
    period = period_text(subject.period) if subject.period else ""
    return " · ".join(part for part in (subject.title, period) if part) or subject.plan_number


def place_words(folder: Path | None, free: int | None) -> str:
    """Where the file goes, and how much room is left there."""
    if folder is None:
        return "Chọn nơi ghi khi bấm «Ghi tệp»."
    room = f", còn trống {room_text(free)}" if free is not None else ""
    return f"{short_path(str(folder), 56)}{room}"


def place_problem(preview: ExportPreview, folder: Path | None, free: int | None) -> tuple[str, str]:
    """Why the file cannot be written where it was to go: one sentence and what to do; "" where it can."""
    if folder is not None and free is None:
        return f"Không còn thấy «{short_path(str(folder), 56)}».", "Cắm lại USB hoặc chọn nơi ghi khác."
    if free is not None and free < preview.size + _SPARE_BYTES:
        return f"Nơi ghi chỉ còn trống {room_text(free)}.", "Dọn bớt hoặc chọn nơi ghi khác."
    return "", ""


def room_text(octets: int) -> str:
    """The room on a stick or disk: whole gigabytes where there are many."""
    return f"{number_text(octets // 1_000_000_000)} GB" if octets >= 10_000_000_000 else size_text(octets)


def written_words(written: Sequence[WrittenBundle], unit_name: str) -> tuple[str, str]:
    """What stands on the disk now, and what to do with it."""
    first, size = written[0], sum(one.size for one in written)
    carried = sum(sum(one.records.values()) for one in written)
    content = f"{number_text(carried)} mục" if carried else "biên nhận"
    if attached := sum(one.attached for one in written):
        content += f", {number_text(attached)} tệp đính kèm"
    if len(written) == 1:
        title = f"Đã ghi tệp đi {first.number} và đọc lại đúng"
        files = first.path.name
    else:
        title = f"Đã ghi {len(written)} tệp đi, {first.number} đến {written[-1].number}, và đọc lại đúng"
        files = f"{first.path.name} … {written[-1].path.name}"
    what = f"{files}, {content}, {size_text(size)}, trong {short_path(str(first.path.parent), 48)}."
    if left := written[-1].waiting:
        what += f" Còn {number_text(left)} tệp đính kèm quá cỡ gửi thư: bỏ chọn «Chia nhỏ», ghi ra USB để gửi."
    return title, f"{what} Tháo USB an toàn rồi chuyển cho {unit_name}; tệp trả lời sẽ mang biên nhận về."


def receipt_words(written: WrittenReceipt, unit_name: str) -> tuple[str, str]:
    """What stands on the disk after a receipt on paper, and what to do with it."""
    codes = f"{written.codes} mã QR" if written.codes > 1 else "mã QR"
    what = f"{written.path.name}, {codes}, mã kiểm {written.code}."
    return (
        f"Đã ghi biên nhận giấy số {written.number}",
        f"{what} In ra gửi {unit_name}; nơi đó chụp hoặc quét rồi dùng «Đọc biên nhận giấy».",
    )
