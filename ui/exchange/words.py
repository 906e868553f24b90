"""The words of the exchange screen: states of neighbours, steps of bundles, effects of imports."""

from collections.abc import Sequence
from typing import Final

from desktop.formats import number_text, percent_text, recent_text, short_day_text
from desktop.permissions import Permission
from desktop.plans.state import TwoByTwo
from desktop.session import Session
from desktop.sync.exchange import BundleFate, Direction, Exchange, ImportReport, Peer, Relation
from ui.exchange.situation import QUIET_DAYS, Situation, days_between, moment
from ui.note import Note
from ui.widgets.life_line import Step, StepState

RELATION_WORDS: Final = {
    Relation.PARENT: "Cấp trên",
    Relation.CHILD: "Cấp dưới",
    Relation.SITE: "Máy khác cùng đơn vị",
}


MOST_NUMBERS: Final = 8


def peer_note(peer: Peer, now_ms: int) -> Note:
    """What matters most about a neighbour now."""
    if peer.is_ended:
        return Note("Khóa đã bị thu hồi", "error_circle", "red")
    if peer.missing:
        return Note(missing_words(peer), "warning", "red")
    if peer.unconfirmed_since is not None and days_between(peer.unconfirmed_since, now_ms) >= QUIET_DAYS:
        days = days_between(peer.unconfirmed_since, now_ms)
        return Note(f"Chưa có biên nhận sau {days} ngày", "warning", "warn")
    if peer.waiting:
        return Note(f"{number_text(peer.waiting)} mục chưa gửi", "clock", "blue")
    if peer.last_in is None:
        return Note("Chưa nhận tệp nào", "clock", "")
    return Note(f"Đủ đến tệp {peer.last_in}", "checkmark_circle", "green")


def missing_words(peer: Peer) -> str:
    """Which files are missed by their exact numbers, and which of the later ones are held."""
    held = [n for n in range(min(peer.missing) + 1, (peer.last_in or 0) + 1) if n not in peer.missing]
    return f"Thiếu tệp {numbers_text(peer.missing)}, đang giữ tệp {numbers_text(held)}"


def numbers_text(numbers: Sequence[int]) -> str:
    """«17», «17, 18»; of very many the first ones and how many more."""
    shown = ", ".join(str(number) for number in numbers[:MOST_NUMBERS])
    more = len(numbers) - MOST_NUMBERS
    return f"{shown} và {number_text(more)} tệp nữa" if more > 0 else shown


def trust_line(found: Situation) -> str:
    """Who is trusted, for the head of the time line."""
    return f"Danh sách tin cậy bản {found.trust.list_version}" if found.trust.is_joined else "Chưa được kết nạp"


def step_list(exchange: Exchange, fate: BundleFate) -> list[Step]:
    """The way of a written bundle: made, on the stick, received when and by whom, with what result."""
    day = short_day_text(moment(exchange.at).date())
    steps = [Step(f"Tạo {day}", StepState.DONE), Step(f"Ghi {day}", StepState.DONE)]
    if not any(exchange.counts.values()):
        return steps  # what carries receipts alone is answered by none
    if exchange.is_confirmed:
        when = f" {short_day_text(moment(fate.received_at).date())}" if fate.received_at else ""
        steps.append(Step(f"Đã nhận{when}", StepState.DONE))
    else:
        steps.append(Step("Chờ biên nhận", StepState.WAITING))
    if fate.sent_back:
        steps.append(Step(f"{number_text(fate.sent_back)} trả lại", StepState.FAILED))
    elif fate.refused:
        steps.append(Step(f"{number_text(fate.refused)} không nhận", StepState.FAILED))
    elif fate.entries and fate.accepted == fate.entries:
        steps.append(Step(f"Chấp nhận {number_text(fate.accepted)}", StepState.DONE))
    elif fate.entries:
        steps.append(Step("Kết quả", StepState.OPEN))
    return steps


def fate_line(fate: BundleFate) -> str:
    """Which machine received a bundle, and what was said of it; "" where nothing is known."""
    told = []
    if fate.received_at is not None and fate.machine:
        told.append(f"{fate.machine} đã nhận, biên nhận trong tệp đến {fate.receipt}")
    if fate.accepted:
        told.append(f"{number_text(fate.accepted)} mục được chấp nhận")
    if fate.refused:
        told.append(f"{number_text(fate.refused)} thay đổi nơi nhận không nhận")
    return f"{'; '.join(told)}." if told else ""


def exchange_title(exchange: Exchange) -> str:
    """«Tệp đi 14» or «Tệp đến 31»."""
    way = "đi" if exchange.direction is Direction.OUT else "đến"
    return f"Tệp {way} {exchange.number}"


def exchange_line(exchange: Exchange, fate: BundleFate | None = None) -> str:
    """What a bundle carried or changed, and who handled it."""
    counts = exchange.counts
    if exchange.direction is Direction.IN:
        names = {"new": "thay đổi", "receipts": "mục được biên nhận", "files": "tệp đính kèm"}
        parts = [(counts.get(key, 0), words) for key, words in names.items()]
        told = ", ".join(f"{number_text(count)} {words}" for count, words in parts if count) or "không có gì mới"
        held = counts.get("held", 0)
        done = "Đã hoàn tác lần nhập" if fate is not None and fate.is_taken_back else "Đã nhập"
        return f"{done}, {told}" + (f"; {held} thay đổi chờ tệp trước" if held else "") + "."
    carried = sum(counts.values())
    content = f"{number_text(carried)} mục" if carried else "Chỉ có biên nhận"
    return f"{content}; {exchange.by} lập." if exchange.by else f"{content}."


def exchange_moment(exchange: Exchange, now_ms: int) -> str:
    """When a bundle was written or imported."""
    return recent_text(moment(exchange.at), moment(now_ms).date())


def effects(before: TwoByTwo, after: TwoByTwo, returned: tuple[int, int] = (0, 0)) -> list[tuple[str, str, bool]]:
    """The official figures an import moves: words, «12 → 9» or the figure, and whether it moves.

    `returned` is how many tasks have a record that was given back, before and after.
    """
    figures = [
        ("Tổng số", str(before.total), str(after.total)),
        ("Hoàn thành", str(before.completed), str(after.completed)),
        ("Quá hạn", str(before.open_overdue), str(after.open_overdue)),
        *([("Bị trả lại", str(returned[0]), str(returned[1]))] if any(returned) else []),
        ("Trên số đến hạn", _ratio(before), _ratio(after)),
    ]
    return [(words, old if old == new else f"{old} → {new}", old != new) for words, old, new in figures]


def _ratio(counts: TwoByTwo) -> str:
    return percent_text(counts.completed, counts.fallen_due) or "chưa có"


def continuity(report: ImportReport, last_in: int | None) -> Note:
    """Whether a file follows on what came before."""
    if report.already_imported:
        return Note("Tệp này đã nhập rồi", "info", "blue")
    if report.counts.held:
        return Note(f"Thiếu tệp trước; {report.counts.held} thay đổi được giữ lại", "warning", "warn")
    if last_in is None:
        return Note("Tệp đầu tiên của nơi gửi", "checkmark_circle", "green")
    if report.number == last_in + 1:
        return Note(f"Nối tiếp tệp {last_in}, không thiếu tệp nào", "checkmark_circle", "green")
    if report.number <= last_in:
        return Note(f"Tệp cũ hơn tệp {last_in} đã nhập", "info", "blue")
    return Note(f"Sau tệp {last_in}; nội dung ở giữa có trong tệp này", "checkmark_circle", "green")


def import_words(report: ImportReport) -> str:
    """The words of the button that imports."""
    if report.counts.new:
        return f"Nhập {number_text(report.counts.new)} thay đổi"
    if report.counts.files:
        return f"Nhập {number_text(report.counts.files)} tệp đính kèm"
    return "Nhập biên nhận" if report.counts.receipts else "Ghi là đã nhập"


def done_words(report: ImportReport) -> str:
    """What the toast says after an import."""
    parts = [(report.counts.new, "thay đổi"), (report.counts.files, "tệp đính kèm")]
    told = ", ".join(f"{number_text(count)} {words}" for count, words in parts if count) or "không có thay đổi mới"
    if report.counts.rejected:
        told += f", {number_text(report.counts.rejected)} nội dung không được nhận"
    return f"Đã nhập tệp đến {report.number} của {report.from_name}, {told}."


def why_not(session: Session, *, has_keys: bool) -> str:
    """Why this person cannot make or import files; "" where he can."""
    if not session.may(Permission.EXCHANGE):
        return "Việc tạo và nhập tệp do đầu mối đồng bộ hoặc quản trị làm."
    return "" if has_keys else "Người đang đăng nhập không giữ khóa của máy này."
