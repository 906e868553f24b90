"""How a neighbour stands, in words: what it lacks and is missed, what it works with, how old the trust lists are."""

from desktop.formats import day_text, number_text, recent_text
from desktop.keys.age import TrustAge, TrustGrade
from desktop.sync.exchange import BEHIND_WORDS, Behind, Peer, Standing
from ui.exchange.facts import Fact
from ui.exchange.situation import moment
from ui.exchange.words import missing_words


def standing_facts(peer: Peer, standing: Standing, now_ms: int) -> list[Fact]:
    """What is known of a neighbour, one fact a line."""
    return [
        Fact("Tệp đi gần nhất", _last(peer.last_out, peer.last_out_at, now_ms, "Chưa gửi tệp nào")),
        Fact("Tệp đến gần nhất", _last(peer.last_in, peer.last_in_at, now_ms, "Chưa nhận tệp nào")),
        Fact("Nơi đó còn thiếu", _lacking(standing), "blue" if standing.unsent else ""),
        *_gaps(peer, standing),
        Fact("Kế hoạch đang dùng", _plans(standing), "warn" if _is_behind_plan(standing) else ""),
        Fact(
            "Danh sách tin cậy",
            "" if standing.trust is Behind.UNKNOWN else BEHIND_WORDS[standing.trust],
            "blue" if standing.trust is Behind.OLDER else "warn" if standing.trust is Behind.NEWER else "",
        ),
        Fact("Bản phần mềm", _program(standing), "warn" if standing.program_is is Behind.NEWER else ""),
    ]


def _last(number: int | None, at: int | None, now_ms: int, never: str) -> str:
    if number is None:
        return never
    return f"Tệp {number}" + (f", {recent_text(moment(at), moment(now_ms).date())}" if at is not None else "")


def _lacking(standing: Standing) -> str:
    if not standing.lacking:
        return "Không thiếu gì"
    told = f"{number_text(standing.lacking)} mục chưa có biên nhận"
    if standing.lacking_since is not None:
        told += f", từ {day_text(moment(standing.lacking_since).date())}"
    return f"{told}; {number_text(standing.unsent)} mục chưa gửi lần nào" if standing.unsent else told


def _gaps(peer: Peer, standing: Standing) -> list[Fact]:
    waiting = sum(one.waiting for one in standing.awaited)
    if peer.missing:
        return [Fact("Thiếu", missing_words(peer), "red")]
    return [Fact("Thiếu", f"{number_text(waiting)} thay đổi chờ phần trước", "warn")] if waiting else []


def _plans(standing: Standing) -> str:
    return "; ".join(
        f"{plan.number}: " + (f"bản {plan.confirmed}" if plan.confirmed else "chưa có")
        + (f", ở đây bản {plan.current}" if plan.confirmed < plan.current else "")
        + (f", đã xác nhận đọc bản {plan.acknowledged}" if plan.acknowledged and plan.acknowledged > 1 else "")
        for plan in standing.plans
    )  # fmt: skip


def _is_behind_plan(standing: Standing) -> bool:
    return any(0 < plan.confirmed < plan.current for plan in standing.plans)


def _program(standing: Standing) -> str:
    if standing.program_is is Behind.UNKNOWN:
        return ""
    told = f"{standing.program}, {BEHIND_WORDS[standing.program_is].lower()}"
    newer = standing.program_is is Behind.NEWER
    return f"{told}; cập nhật chương trình để đọc đủ tệp của nơi đó" if newer else told


def age_words(age: TrustAge | None) -> tuple[str, str]:
    """How old the trust lists here are, and the tone of it: yellow after six months, red after twelve."""
    if age is None or age.days is None or age.grade is TrustGrade.FRESH:
        return "", ""
    months = age.days // 30
    words = f"Danh sách tin cậy đã {months} tháng không được cấp trên xác nhận"
    return words, "red" if age.grade is TrustGrade.STALE else "warn"
