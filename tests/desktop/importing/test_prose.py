"""Duties in running text: who is ordered what, with whom and by when; and texts that order nothing."""

import pytest

from desktop.deadlines.deadlines import DeadlineKind
from desktop.errors import NotAPlan
from desktop.importing.sentences import Sentences
from desktop.units.table import load_units
from tests.support.plan_documents import HEAD, outline, reading, rows

SENTENCES = Sentences(load_units())


def test_a_heading_that_is_a_unit_gives_its_bullets_the_lead() -> None:
    found = rows(
        "II. Phân công trách nhiệm",
        "1. Cục Điều tra chống buôn lậu",
        "- Xây dựng kế hoạch tổng thể.",
        "- Phối hợp với Vụ Tổ chức cán bộ (Tổng cục Hải quan) triển khai về tổ chức bộ máy.",
        "2. Cục Hải quan tỉnh, thành phố:",
        "- Chủ trì, phối hợp với Cục Điều tra chống buôn lậu triển khai:",
        "+ Lập kế hoạch;",
        "+ Bố trí cán bộ.",
        "Kế hoạch gửi về Tổng cục trước ngày 30/05/2006.",
    )
    assert outline(found) == [
        "part II: Phân công trách nhiệm",
        "group II/1: Cục Điều tra chống buôn lậu",
        "task II/1/1#1: Xây dựng kế hoạch tổng thể.",
        "task II/1/1#2: Phối hợp với Vụ Tổ chức cán bộ (Tổng cục Hải quan) triển khai về tổ chức bộ máy.",
        "group II/2: Cục Hải quan tỉnh, thành phố:",
        "group II/2/2#1: Chủ trì, phối hợp với Cục Điều tra chống buôn lậu triển khai:",
        "task II/2/2#1/2#1#1: Lập kế hoạch;",
        "task II/2/2#1/2#1#2: Bố trí cán bộ.",
    ]
    assert found[3].support_text == "Vụ Tổ chức cán bộ (Tổng cục Hải quan)"
    assert found[3].inherited == ("lead_text",)
    assert [str(row.deadline.due) for row in found[5:]] == ["2006-05-30"] * 3
    assert found[6].inherited == ("lead_text", "support_text", "deadline_text")
    assert found[5].source.lines == (6, 9)


def test_a_part_that_only_describes_gives_no_rows() -> None:
    found = rows(
        "I. Mục đích, yêu cầu",
        "1. Nâng cao hiệu quả quản lý.",
        "2. Bảo đảm đồng bộ, thống nhất.",
        "II. Tổ chức thực hiện",
        "1. Giao Cục Công nghệ thông tin và Thống kê hải quan chủ trì, phối hợp với Văn phòng nâng cấp phần mềm.",
    )
    assert [row.number for row in found] == ["II", "1"]
    assert (found[1].lead_text, found[1].support_text) == ("Cục Công nghệ thông tin và Thống kê hải quan", "Văn phòng")


def test_a_letter_that_asks_units_gives_them_its_numbered_points() -> None:
    found = rows(
        "Tổng cục Hải quan yêu cầu các Cục Hải quan tỉnh, thành phố thực hiện các nội dung sau:",
        "1. Rà soát danh sách doanh nghiệp trên địa bàn.",
        "2. Định kỳ hàng quý báo cáo kết quả về Tổng cục.",
    )
    assert outline(found) == [
        "task 1: Rà soát danh sách doanh nghiệp trên địa bàn.",
        "task 2: Định kỳ hàng quý báo cáo kết quả về Tổng cục.",
    ]
    assert {row.lead_text for row in found} == {"các Cục Hải quan tỉnh, thành phố"}
    assert (found[1].deadline_text, found[1].deadline.kind) == ("Định kỳ hàng quý", DeadlineKind.RECURRING)


def test_points_that_name_their_fields_line_by_line_are_tasks() -> None:
    found = rows(
        "II. NỘI DUNG",
        "1. Hoàn thiện thể chế",
        "1.1. Rà soát văn bản quy phạm pháp luật",
        "- Nội dung: Lập danh mục văn bản hết hiệu lực.",
        "- Đơn vị chủ trì: Vụ Pháp chế (Tổng cục Hải quan);",
        "- Kinh phí: ngân sách nhà nước.",
        "- Đơn vị phối hợp: Văn phòng Chính phủ",
        "- Thời gian thực hiện: Quý II/2025.",
        "- Sản phẩm: Báo cáo rà soát",
        "1.2. Trình ban hành",
        "Chủ trì: Cục Điều tra chống buôn lậu; thời hạn: tháng 9/2025",
        "2. Kinh phí: theo dự toán được giao",
    )
    assert outline(found) == [
        "part II: NỘI DUNG",
        "group II/1: Hoàn thiện thể chế",
        "task II/1/1.1: Rà soát văn bản quy phạm pháp luật",
        "task II/1/1.2: Trình ban hành",
    ]
    assert found[2].activities == ("Lập danh mục văn bản hết hiệu lực",)
    assert (found[2].support_text, found[2].product, str(found[2].deadline.due)) == (
        "Văn phòng Chính phủ", "Báo cáo rà soát", "2025-06-30",
    )  # fmt: skip
    assert (found[3].lead_units[0].code, str(found[3].deadline.due)) == ("TCHQ-DTCBL", "2025-09-30")


def test_beside_a_plan_table_only_numbered_duties_of_a_named_actor_are_rows() -> None:
    table = [HEAD, ("1", "Rà soát", "Tổng cục Hải quan", "", "2025")]
    general = (
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Tổng cục Hải quan tổ chức triển khai kế hoạch này:",
        "- Tuyên truyền, phổ biến Kế hoạch.",
    )
    assert outline(rows(*general, table)) == ["task 1: Rà soát"]
    numbered = ("III. TỔ CHỨC THỰC HIỆN", "1. Giao Tổng cục Hải quan.", "1.1. Theo dõi, đôn đốc.", "PHỤ LỤC", "VIỆC")
    assert outline(rows(*numbered, table)) == [
        "part III: TỔ CHỨC THỰC HIỆN",
        "group III/1: Giao Tổng cục Hải quan.",
        "task III/1/1.1: Theo dõi, đôn đốc.",
        "part PL: VIỆC",
        "task PL/1: Rà soát",
    ]


def test_offices_outside_the_unit_table_are_known_by_how_they_are_called() -> None:
    found = rows(
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Nội vụ: Chủ trì, phối hợp với Văn phòng Chính phủ tổng hợp báo cáo định kỳ hàng quý.",
        "2. Các sở, ban, ngành, Ủy ban nhân dân các huyện",
        "- Xây dựng kế hoạch chi tiết, hoàn thành trước ngày 15/3/2025.",
        "3. Phòng chống dịch bệnh: theo hướng dẫn của ngành y tế.",
    )
    assert outline(found) == [
        "part III: TỔ CHỨC THỰC HIỆN",
        "task III/1: Sở Nội vụ: Chủ trì, phối hợp với Văn phòng Chính phủ tổng hợp báo cáo định kỳ hàng quý.",
        "group III/2: Các sở, ban, ngành, Ủy ban nhân dân các huyện",
        "task III/2/2#1: Xây dựng kế hoạch chi tiết, hoàn thành trước ngày 15/3/2025.",
    ]
    assert (found[1].lead_text, found[1].support_text) == ("Sở Nội vụ", "Văn phòng Chính phủ")
    assert str(found[3].deadline.due) == "2025-03-15"


@pytest.mark.parametrize(
    "text",
    [
        (
            "QUYẾT ĐỊNH:",
            "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.",
            "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
            "Điều 3. Chánh Văn phòng, Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này./.",
            "Nơi nhận:",
            "- Như Điều 3;",
            "- Vụ Pháp chế (BTC);",
        ),
        ("HÓA ĐƠN GIÁ TRỊ GIA TĂNG", "1. Giấy A4: 10 ram", "2. Mực in: 2 hộp", "Cộng tiền hàng: 1.200.000 đồng"),
        (
            "Chương I",
            "1. Buổi sáng ở phố huyện, bà cụ ngồi tựa cửa nhìn ra con đường đất đỏ.",
            "- Con đã về đấy à? - bà hỏi.",
            "Hàng năm, cứ đến mùa này, sông lại cạn.",
        ),
        ("DANH SÁCH CÁN BỘ", "1. Nguyễn Văn An, Phó phòng Nghiệp vụ", "2. Trần Thị Bình, Đội trưởng"),
    ],
    ids=["decision", "invoice", "novel", "people"],
)
def test_texts_that_order_nothing_are_no_plan(text: tuple[str, ...]) -> None:
    with pytest.raises(NotAPlan):
        reading(*text)


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("Phối hợp với Vụ Tổ chức cán bộ và Cục Điều tra chống buôn lậu xây dựng kế hoạch",
         "Vụ Tổ chức cán bộ và Cục Điều tra chống buôn lậu"),
        ("Chủ trì, phối hợp với các Bộ quản lý ngành, lĩnh vực, đơn vị và tổ chức liên quan triển khai",
         "các Bộ quản lý ngành, lĩnh vực, đơn vị và tổ chức liên quan"),
        ("Phối hợp Cục Điều tra CBL tổ chức các lớp tập huấn", "Cục Điều tra CBL"),
        ("Phối hợp chặt chẽ trong công tác đào tạo", ""),
        ("Xây dựng kế hoạch phối hợp với Vụ Pháp chế", ""),
    ],
)  # fmt: skip
def test_supporters_are_named_at_the_begin_of_a_duty(text: str, support: str) -> None:
    assert SENTENCES.supporters(text) == support


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("gửi về Tổng cục trước ngày 30/05/2006.", "trước ngày 30/05/2006"),
        ("hoàn thành chậm nhất ngày 15 tháng 7 năm 2025", "chậm nhất ngày 15 tháng 7 năm 2025"),
        ("xong trước Quý III/2025", "xong trước Quý III/2025"),
        ("định kỳ báo cáo hàng quý và kiến nghị", "định kỳ báo cáo hàng quý"),
        ("theo Quyết định số 02/QĐ-BTC ngày 06/01/2006 của Bộ trưởng", ""),
        ("cho giai đoạn hai năm 2024 - 2026.", ""),
        ("báo cáo định kỳ và đột xuất theo yêu cầu", ""),
    ],
)
def test_a_sentence_sets_a_time_only_in_the_words_of_deadlines(text: str, moment: str) -> None:
    assert SENTENCES.moment(text) == moment


@pytest.mark.parametrize("text", ["Tổ chức thực hiện", "Phòng chống dịch bệnh", "Ban hành quy chế", "Bộ máy tinh gọn"])
def test_words_that_look_like_offices_are_none(text: str) -> None:
    assert SENTENCES.actor(text) is None
