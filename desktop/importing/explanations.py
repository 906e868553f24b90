"""What a repair or a doubt says on the screen: one Vietnamese sentence each."""

from typing import Final

from desktop.importing.parsed import Doubt, DoubtKind, RepairReason

REPAIRS: Final = {
    RepairReason.SYMBOL_FONT: "Dấu so sánh bị hỏng phông chữ Symbol, đọc lại theo bảng mã của phông.",
    RepairReason.LEGACY_ENCODING: "Từ còn sót bảng mã cũ (TCVN3, VNI), chuyển sang Unicode.",
    RepairReason.LEGACY_CAPITALS: "Tiêu đề dùng phông chữ hoa TCVN3 nên chữ có dấu thành chữ thường, viết hoa lại.",
    RepairReason.DOUBLED_CELL: "Ô gộp bị in lặp, chỉ giữ một lần.",
    RepairReason.SPLIT_NAME: "Tên đơn vị bị ngắt dòng, nối lại thành một tên.",
    RepairReason.SPLIT_LINE: "Câu bị ngắt dòng, nối lại thành một đoạn.",
}

DOUBTS: Final = {
    DoubtKind.UNKNOWN_UNIT: "Bảng đơn vị không có «{words}».",
    DoubtKind.AMBIGUOUS_UNIT: "Có nhiều đơn vị cùng tên «{words}»; chọn đơn vị đúng.",
    DoubtKind.NAME_CUT_SHORT: "Tên in thiếu «{words}», hiểu là các Cục Hải quan tỉnh, liên tỉnh, thành phố.",
    DoubtKind.UNITS_WITHOUT_SEPARATOR: "«{words}» in liền nhau, hiểu là nhiều đơn vị.",
    DoubtKind.NAME_SPLIT_OVER_BULLET: "Tên in tách qua gạch đầu dòng, hiểu là «{words}».",
    DoubtKind.LEAD_ALSO_SUPPORTS: "«{words}» vừa chủ trì vừa phối hợp.",
    DoubtKind.NO_LEAD: "Nhiệm vụ không ghi đơn vị chủ trì.",
    DoubtKind.UNREAD_DEADLINE: "Chưa hiểu thời hạn «{words}»; giữ nguyên văn, không tính hạn.",
    DoubtKind.STRICT_BEFORE: "«{words}»: hạn ghi «trước»; tính hết ngày đã ghi, hoặc hết tháng, quý, năm liền trước.",
    DoubtKind.GUESSED_DEADLINE: "«{words}»: năm in thiếu chữ số, chương trình điền cho đủ.",
    DoubtKind.UNCERTAIN_REPAIR: "«{words}»: bản in mất một chữ cái, chương trình điền lại.",
    DoubtKind.NUMBER_OUT_OF_ORDER: "Số thứ tự không liền nhau: {words}.",
    DoubtKind.NUMBER_REPEATED: "Số thứ tự {words} in lại lần nữa.",
    DoubtKind.NO_NUMBER: "Dòng không in số thứ tự, xếp dưới dòng có số ngay trên.",
    DoubtKind.INHERITED_GUESS: "Ô «{words}» để trống, hiểu là ô gộp với dòng trên.",
    DoubtKind.ROW_WIDTH: "Số ô của dòng khác số cột của bảng ({words}).",
    DoubtKind.UNSURE_ROW: "Văn bản không ghi dấu cột; các ô của dòng này được tách theo lời văn, cần đối chiếu.",
    DoubtKind.COLUMN_UNCLEAR: "Hai cột cùng tiêu đề «{words}» nhưng nội dung khác nhau.",
    DoubtKind.LETTERHEAD_MISSING: "Không thấy mục này ở đầu văn bản.",
    DoubtKind.SECRECY_MARK: "Văn bản có chữ «{words}»; không nhập tài liệu thuộc danh mục bí mật nhà nước.",
    DoubtKind.TRACKED_CHANGES: "Văn bản còn dấu vết sửa đổi; đọc theo bản đã chấp nhận mọi sửa đổi.",
    DoubtKind.HIDDEN_TEXT: "Văn bản có chữ ẩn; phần ẩn không được đọc.",
    DoubtKind.HIDDEN_SHEETS: "Bảng tính có trang ẩn; trang ẩn không được đọc.",
}

NEEDED_OF_HEAD = frozenset({"number", "title"})
"""What a plan cannot be taken in without, though its document may not print it."""
_WANTED_HEAD = "Điền thì mới nạp được."
_SPARED_HEAD = "Điền vào, hoặc để trống nếu văn bản không in."


def repair_sentence(reason: RepairReason) -> str:
    """Why the text read differs from the text printed."""
    return REPAIRS[reason]


def doubt_sentence(doubt: Doubt) -> str:
    """What deserves a look, with the printed words it concerns."""
    sentence = DOUBTS[doubt.kind].format(words=doubt.words)
    if doubt.kind is not DoubtKind.LETTERHEAD_MISSING:
        return sentence
    return f"{sentence} {_WANTED_HEAD if doubt.field in NEEDED_OF_HEAD else _SPARED_HEAD}"
