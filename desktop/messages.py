"""The one table that turns failures into Vietnamese: what happened, and what to do about it (LOOK §6).

A failure that differs by reason has one row per reason, keyed `(type, reason)`.
Fields of the error fill the `{braces}`.
"""

from dataclasses import dataclass, fields

from desktop import errors
from desktop.errors import AppError


@dataclass(frozen=True, slots=True)
class Message:
    """Two sentences for the user: what happened, what to do."""

    what: str
    todo: str

    def __str__(self) -> str:
        """Both sentences on one line."""
        return f"{self.what} {self.todo}".strip()


SENTENCES: dict[type[AppError] | tuple[type[AppError], str], tuple[str, str]] = {
    errors.NoWorkspaceHere: (
        "Thư mục «{folder}» chưa có sổ kế hoạch.",
        "Chọn thư mục khác, hoặc tạo sổ mới ở đây.",
    ),
    errors.WorkspaceExists: (
        "Thư mục «{folder}» đã có một sổ kế hoạch.",
        "Mở sổ đó, hoặc chọn thư mục trống để tạo sổ mới.",
    ),
    errors.WorkspaceInUse: (
        "Sổ đang mở ở cửa sổ khác trên máy này.",
        "Chuyển sang cửa sổ đó, hoặc đóng nó rồi mở lại.",
    ),
    errors.NetworkFolder: (
        "Thư mục «{folder}» nằm trên ổ mạng; sổ ở đó có thể hỏng.",
        "Chọn thư mục trên ổ cứng của máy này.",
    ),
    errors.UnknownUnit: ("Không có đơn vị mang mã «{code}».", "Xem lại mã trong bảng đơn vị rồi nhập lại."),
    errors.MissingPassphrase: (
        "Chưa có mật khẩu.",
        "Gõ mật khẩu, hoặc đặt biến SOKEHOACH_PASSPHRASE khi chạy bằng lệnh.",
    ),
    errors.WeakPassphrase: (
        "Mật khẩu ngắn hơn {shortest} ký tự.",
        "Đặt mật khẩu dài hơn; một câu dễ nhớ là tốt nhất.",
    ),
    errors.UnknownPerson: (
        "Sổ này không có người dùng «{name}».",
        "Chọn tên trong danh sách người dùng của máy này.",
    ),
    errors.PersonExists: ("Đã có người dùng tên «{name}».", "Đặt tên khác để phân biệt, ví dụ thêm tên tổ."),
    errors.WhichPerson: ("Sổ này có nhiều người dùng: {names}.", "Thêm --user và tên người đang làm việc."),
    errors.NotPermitted: (
        "Vai trò của người đang đăng nhập không được làm việc này.",
        "Nhờ người có quyền «{permission}» làm, hoặc đề nghị quản trị đổi vai trò.",
    ),
    errors.MissingReason: ("Việc này cần lý do.", "Ghi lý do rồi làm lại."),
    errors.UnknownPlan: (
        "Trong sổ không có kế hoạch «{number}».",
        "Xem số, ký hiệu trong danh sách kế hoạch rồi gõ lại.",
    ),
    errors.PlanExists: (
        "Kế hoạch «{number}» đã có trong sổ.",
        "Mở kế hoạch đó; muốn sửa thì ghi một quyết định sửa đổi.",
    ),
    errors.UnknownTask: (
        "Kế hoạch không có dòng «{path}».",
        "Ghi đường dẫn như I/C/4: phần, mục, số thứ tự.",
    ),
    errors.NotATask: (
        "Dòng «{path}» là tiêu đề, không phải nhiệm vụ.",
        "Chọn một nhiệm vụ nằm dưới tiêu đề đó.",
    ),
    errors.NotAssignedHere: (
        "Nhiệm vụ «{path}» không giao cho đơn vị này.",
        "Chọn nhiệm vụ trong danh sách được giao.",
    ),
    errors.NothingToAssign: (
        "Kế hoạch «{number}» không có dòng nào để giao theo lựa chọn này.",
        "Chọn nhiệm vụ bằng đường dẫn rồi giao lại.",
    ),
    errors.NoEntry: (
        "Nhiệm vụ «{path}» chưa có kết quả của kỳ này.",
        "Nhập kết quả trước, hoặc chọn kỳ khác.",
    ),
    (errors.EntryLocked, "submitted"): (
        "Kết quả đang chờ duyệt nên không sửa được.",
        "Đề nghị lãnh đạo trả lại, sửa rồi gửi lại.",
    ),
    (errors.EntryLocked, "approved"): (
        "Kết quả đã duyệt nên không sửa thẳng được.",
        "Ghi lý do sửa để mở lại; bản đã duyệt vẫn được giữ.",
    ),
    errors.NotSubmitted: ("Kết quả này không ở trạng thái chờ duyệt.", "Mở danh sách chờ duyệt để xem lại."),
    errors.OwnEntry: ("Không ai duyệt kết quả do chính mình nhập.", "Nhờ lãnh đạo khác duyệt mục này."),
    errors.EntryIncomplete: (
        "Kết quả chưa đủ để gửi duyệt.",
        "Sửa các ô được đánh dấu rồi gửi lại; bản nháp vẫn còn.",
    ),
    errors.InvalidDate: ("«{text}» không phải là ngày.", "Gõ ngày theo dạng 25/06/2007."),
    errors.NothingToUndo: (
        "Không có thay đổi nào để hoàn tác.",
        "Mở lịch sử của bản ghi để trả về giá trị cũ.",
    ),
    errors.ChangedSince: (
        "Đã có thay đổi khác dựa trên việc «{what}».",
        "Hoàn tác thay đổi sau trước, hoặc sửa thẳng giá trị.",
    ),
    errors.FutureDay: ("Ngày {day} chưa tới.", "Chọn ngày không muộn hơn hôm nay."),
    (errors.UnreadableText, "encoding"): (
        "Nội dung có ký tự hỏng, không đọc được.",
        "Xóa đoạn vừa dán rồi gõ lại đoạn đó.",
    ),
    (errors.UnreadableText, "control"): (
        "Nội dung có ký tự điều khiển không hiện trên màn hình.",
        "Dán lại dưới dạng văn bản thuần.",
    ),
    (errors.UnreadableText, "long"): ("Nội dung dài quá mức cho phép của ô này.", "Rút gọn rồi lưu lại."),
    (errors.NotAPlan, "empty"): ("Tệp «{name}» không có nội dung.", "Chọn đúng tệp văn bản kế hoạch."),
    (errors.NotAPlan, "no_table"): (
        "Tệp «{name}» không có bảng nhiệm vụ nào.",
        "Chọn tệp có phụ lục kế hoạch kèm theo quyết định.",
    ),
    (errors.NotAPlan, "no_columns"): (
        "Các bảng trong tệp «{name}» không có cột nội dung và đơn vị chủ trì.",
        "Xem lại dòng tiêu đề của bảng, hoặc chọn tệp khác.",
    ),
    (errors.NotAPlan, "no_tasks"): (
        "Bảng trong tệp «{name}» không có nhiệm vụ nào.",
        "Chọn tệp có đủ các dòng nhiệm vụ.",
    ),
    (errors.UnsupportedDocument, "docx"): (
        "Tệp «{name}» là văn bản Word; chương trình chưa đọc thẳng được.",
        "Trong Word, lưu tệp dưới dạng văn bản thuần (.txt, UTF-8) rồi nhập tệp đó.",
    ),
    (errors.UnsupportedDocument, "xlsx"): (
        "Tệp «{name}» là bảng tính; chương trình chưa đọc thẳng được.",
        "Lưu văn bản kế hoạch dưới dạng văn bản thuần (.txt, UTF-8) rồi nhập tệp đó.",
    ),
    (errors.UnsupportedDocument, "doc"): (
        "Tệp «{name}» là văn bản Word đời cũ.",
        "Mở trong Word, lưu dưới dạng văn bản thuần (.txt, UTF-8) rồi nhập tệp đó.",
    ),
    (errors.UnsupportedDocument, "pdf"): (
        "Tệp «{name}» là PDF; chương trình không đọc được bảng trong PDF.",
        "Xin bản văn bản thuần (.txt, UTF-8) của kế hoạch rồi nhập tệp đó.",
    ),
    (errors.UnsupportedDocument, "binary"): (
        "Tệp «{name}» không phải là văn bản.",
        "Chọn tệp văn bản thuần (.txt, UTF-8) của kế hoạch.",
    ),
    (errors.UnsupportedDocument, "encoding"): (
        "Tệp «{name}» không dùng bảng mã Unicode.",
        "Mở tệp bằng Notepad, lưu lại với mã UTF-8 rồi nhập tệp đó.",
    ),
    (errors.UnsupportedDocument, "too_large"): (
        "Tệp «{name}» lớn hơn 20 MB.",
        "Chọn đúng văn bản kế hoạch, hoặc tách tệp rồi nhập từng phần.",
    ),
    errors.UnknownPeriod: (
        "«{text}» không phải là kỳ báo cáo.",
        "Gõ kỳ theo dạng 2007-06, 2007-Q2, 2007-H1, 2007-9M hoặc 2007.",
    ),
    errors.UnknownReport: ("Không có báo cáo «{name}».", "Xem tên trong danh sách báo cáo rồi gõ lại."),
}


def message_of(error: AppError) -> Message:
    """The two sentences of this failure; a test checks that every failure has them."""
    keys = [(type(error), str(getattr(error, name))) for name in ("reason", "state") if hasattr(error, name)]
    row = next((SENTENCES[key] for key in keys if key in SENTENCES), None) or SENTENCES[type(error)]
    data = {field.name: getattr(error, field.name) for field in fields(error)}
    return Message(row[0].format(**data), row[1].format(**data))
