"""The one table that turns failures into Vietnamese: what happened, and what to do about it (LOOK §6).

A failure that differs by reason has one row per reason, keyed `(type, reason)`.
Fields of the error fill the `{braces}`.
"""

from dataclasses import dataclass, fields

from db.errors import Fault, StorageError
from desktop import errors
from desktop.errors import AppError
from desktop.formats import short_name, short_path
from desktop.permissions import PERMISSION_WORDS, Permission
from desktop.units.table import load_units


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
    errors.IncompleteWorkspace: (
        "Thư mục «{folder}» có tệp sổ nhưng tệp workspace.json bị mất hoặc hỏng.",
        "Chép lại tệp workspace.json từ bản sao lưu; nếu việc tạo sổ bị ngắt giữa chừng, tạo sổ ở thư mục khác.",
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
    errors.NotOneself: (
        "Không ai tự xóa mình hoặc tự đổi vai trò của mình.",
        "Nhờ một quản trị khác làm việc này.",
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
    errors.AlreadySent: (
        "Kết quả đã duyệt này đã gửi đi trong một tệp.",
        "Ghi lý do sửa để lập bản mới; cấp trên sẽ thấy cả hai bản.",
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
    errors.UnknownReportFormat: (
        "Tên tệp «{name}» không cho biết dạng của báo cáo.",
        "Đặt tên tệp có đuôi {endings} rồi ghi lại.",
    ),
    errors.NotEnoughSpace: (
        "Nơi lưu không đủ chỗ trống cho tệp «{path}».",
        "Xóa bớt tệp không cần hoặc chọn nơi khác rồi ghi lại.",
    ),
    errors.FileNotWritten: (
        "Không ghi được tệp «{path}»; chưa có gì được lưu ở đó.",
        "Kiểm tra ổ đĩa hoặc USB, chọn nơi khác rồi ghi lại.",
    ),
    errors.SuspiciousFile: (
        "Ở chỗ của tệp «{path}» là một liên kết hoặc thư mục, không phải tệp thường.",
        "Chọn tên khác; báo quản trị nếu không ai tạo liên kết đó.",
    ),
    errors.NotAPlainFile: (
        "«{path}» là thư mục hoặc liên kết, không phải tệp.",
        "Chọn chính tệp cần mở.",
    ),
    errors.UnreadableFile: (
        "Không đọc được tệp «{path}».",
        "Kiểm tra tệp còn ở đó và mở được, rồi chọn lại.",
    ),
    errors.FileTooLarge: (
        "Tệp «{path}» lớn hơn mức chương trình nhận.",
        "Kiểm tra có chọn nhầm tệp không; nếu đúng tệp, đề nghị nơi gửi chia nhỏ.",
    ),
    errors.WrongPassphrase: ("Mật khẩu không đúng.", "Gõ lại; xem phím Caps Lock và bộ gõ tiếng Việt."),
    errors.KeyNotHeld: (
        "Người dùng này không giữ khóa cần cho việc này.",
        "Nhờ người giữ khóa làm, hoặc đề nghị quản trị cấp khóa.",
    ),
    (errors.MistypedRecoveryCode, "length"): (
        "Mã khôi phục phải có 33 ký tự.",
        "Đối chiếu với bản giấy từng nhóm bốn ký tự rồi gõ lại.",
    ),
    (errors.MistypedRecoveryCode, "letter"): (
        "Ký tự thứ {at} của mã khôi phục không có trong bảng chữ của mã.",
        "Đối chiếu với bản giấy rồi gõ lại.",
    ),
    (errors.MistypedRecoveryCode, "check"): (
        "Mã khôi phục gõ sai ít nhất một ký tự.",
        "Đối chiếu với bản giấy từng nhóm bốn ký tự rồi gõ lại.",
    ),
    errors.DamagedKeySlots: (
        "Tệp khóa của sổ bị mất, bị hỏng hoặc đã bị sửa.",
        "Chép lại tệp keyslots.json từ bản sao lưu gần nhất.",
    ),
    (errors.BundleRefused, "not_a_bundle"): (
        "Tệp này không phải tệp trao đổi của chương trình.",
        "Chọn tệp có đuôi .hqb do đơn vị gửi tạo ra.",
    ),
    (errors.BundleRefused, "too_large"): (
        "Tệp lớn hơn mức chương trình nhận. Không nhập gì.",
        "Xin nơi gửi tạo lại tệp, chia nhỏ nếu cần.",
    ),
    (errors.BundleRefused, "truncated"): (
        "Tệp chưa đủ. Không nhập gì.",
        "Chép lại tệp từ nơi gửi, chờ chép xong mới rút USB.",
    ),
    (errors.BundleRefused, "damaged"): (
        "Tệp chưa đủ hoặc đã bị hỏng khi chép. Không nhập gì.",
        "Chép lại tệp; nếu vẫn vậy, xin nơi gửi tạo lại tệp.",
    ),
    (errors.BundleRefused, "not_for_this_installation"): (
        "Tệp này được khóa cho nơi nhận khác, máy này không mở được.",
        "Chuyển tệp cho đúng nơi nhận; nếu là tệp của đơn vị này, xin nơi gửi tạo lại.",
    ),
    (errors.BundleRefused, "unsigned"): (
        "Tệp không có mã xác thực tệp của nơi gửi. Không nhập gì.",
        "Xin nơi gửi tạo lại tệp bằng chương trình này.",
    ),
    (errors.BundleRefused, "unknown_key"): (
        "Tệp mang mã xác thực của một máy chưa có trong danh sách tin cậy ({key}).",
        "Hỏi nơi gửi; nếu là máy mới, kết nạp máy đó hoặc nhập danh sách tin cậy mới trước.",
    ),
    (errors.BundleRefused, "altered"): (
        "Tệp đã bị sửa sau khi ký.",
        "Không nhập gì; xin nơi gửi tạo lại tệp.",
    ),
    (errors.BundleRefused, "newer"): (
        "Tệp do bản phần mềm mới hơn tạo ra.",
        "Cập nhật chương trình rồi nhập lại.",
    ),
    (errors.BundleRefused, "malformed"): (
        "Nội dung tệp không đúng khuôn dạng. Không nhập gì.",
        "Gửi phần chi tiết cho nơi gửi và xin tạo lại tệp.",
    ),
    (errors.BundleRefused, "wrong_sender"): (
        "Tệp ghi nơi gửi là «{node}», nhưng mã xác thực lại của nơi khác. Không nhập gì.",
        "Báo đơn vị đó và xin tạo lại tệp.",
    ),
    (errors.BundleRefused, "wrong_recipient"): (
        "Tệp này gửi cho «{node}», không phải đơn vị này.",
        "Chuyển tệp cho đúng nơi nhận.",
    ),
    (errors.BundleRefused, "own"): (
        "Tệp này do chính máy này tạo để gửi đi. Không nhập gì.",
        "Chọn tệp nhận từ đơn vị khác.",
    ),
    (errors.BundleRefused, "changed"): (
        "Tệp đã khác với lúc xem trước. Không nhập gì.",
        "Mở lại tệp để xem trước nội dung mới.",
    ),
    (errors.TrustRefused, "malformed"): (
        "Danh sách tin cậy không đúng khuôn dạng nên không được nhận.",
        "Xin nơi gửi tạo lại; danh sách đang dùng vẫn giữ nguyên.",
    ),
    (errors.TrustRefused, "wrong_fingerprint"): (
        "Khóa gốc không khớp dấu kiểm đã biết.",
        "Không dùng tệp này; hỏi lại Tổng cục dấu kiểm qua điện thoại.",
    ),
    (errors.TrustRefused, "signatures"): (
        "Danh sách tin cậy của «{issuer}» thiếu mã xác thực hợp lệ.",
        "Xin nơi lập danh sách gửi lại; danh sách đang dùng vẫn giữ nguyên.",
    ),
    (errors.TrustRefused, "unknown_issuer"): (
        "Danh sách tin cậy do «{issuer}» lập, nơi không có quyền lập.",
        "Báo đơn vị cấp trên; danh sách đang dùng vẫn giữ nguyên.",
    ),
    (errors.TrustRefused, "rollback"): (
        "Danh sách tin cậy của «{issuer}» cũ hơn bản đang dùng.",
        "Không cần làm gì nếu là tệp cũ; nếu không, báo đơn vị cấp trên.",
    ),
    (errors.TrustRefused, "skipped"): (
        "Khóa gốc mới bỏ qua một phiên bản ở giữa.",
        "Xin Tổng cục gửi đủ các phiên bản khóa gốc.",
    ),
    (errors.TrustRefused, "forked"): (
        "Có hai danh sách tin cậy khác nhau của «{issuer}» cùng một số phiên bản.",
        "Báo đơn vị cấp trên ngay; bản nhận trước vẫn được dùng.",
    ),
    (errors.TrustRefused, "jump"): (
        "Số phiên bản danh sách tin cậy của «{issuer}» tăng bất thường.",
        "Báo đơn vị cấp trên; danh sách đang dùng vẫn giữ nguyên.",
    ),
    (errors.TrustRefused, "vanished"): (
        "Danh sách tin cậy mới của «{issuer}» bỏ mất một máy đã có.",
        "Báo nơi lập danh sách: máy thôi dùng phải ghi là thu hồi, không được xóa.",
    ),
    (errors.TrustRefused, "rewritten"): (
        "Danh sách tin cậy mới của «{issuer}» đổi thông tin không được đổi của một máy.",
        "Báo nơi lập danh sách; danh sách đang dùng vẫn giữ nguyên.",
    ),
    (errors.TrustRefused, "outside_subtree"): (
        "«{issuer}» kết nạp một máy không thuộc phạm vi của mình.",
        "Báo đơn vị cấp trên; danh sách đang dùng vẫn giữ nguyên.",
    ),
    (errors.TrustRefused, "ambiguous_key"): (
        "Danh sách tin cậy của «{issuer}» dùng một khóa đã thuộc máy khác.",
        "Báo đơn vị cấp trên; danh sách đang dùng vẫn giữ nguyên.",
    ),
    (errors.EnrolmentRefused, "not_a_request"): (
        "Tệp này không phải đề nghị kết nạp.",
        "Chọn tệp có đuôi .hqe do máy mới tạo ra.",
    ),
    (errors.EnrolmentRefused, "not_an_admission"): (
        "Tệp này không phải tệp kết nạp của cấp trên.",
        "Chọn tệp mà cấp trên gửi lại sau khi đối chiếu dấu kiểm.",
    ),
    (errors.EnrolmentRefused, "damaged"): (
        "Tệp kết nạp chưa đủ hoặc đã bị sửa. Không ghi gì.",
        "Chép lại tệp từ nơi gửi.",
    ),
    (errors.EnrolmentRefused, "newer"): (
        "Tệp kết nạp do bản phần mềm mới hơn tạo ra.",
        "Cập nhật chương trình rồi làm lại.",
    ),
    (errors.EnrolmentRefused, "wrong_fingerprint"): (
        "Dấu kiểm không khớp với tệp.",
        "Đọc lại tám nhóm năm chữ số qua điện thoại; vẫn không khớp thì không dùng tệp này.",
    ),
    (errors.EnrolmentRefused, "for_another"): (
        "Tệp kết nạp này dành cho máy khác.",
        "Chọn tệp mà cấp trên gửi cho đề nghị của máy này.",
    ),
    (errors.EnrolmentRefused, "no_parent"): (
        "Tệp kết nạp không cho biết cấp trên trực tiếp của đơn vị.",
        "Xin cấp trên tạo lại tệp kết nạp.",
    ),
    (errors.EnrolmentRefused, "outside"): (
        "«{detail}» không thuộc phạm vi đơn vị này kết nạp.",
        "Chuyển tệp đề nghị cho cấp trên trực tiếp của đơn vị đó.",
    ),
    errors.NotJoined: (
        "Máy này chưa được cấp trên kết nạp nên chưa trao đổi tệp được.",
        "Gửi tệp đề nghị kết nạp cho cấp trên, rồi nhập tệp kết nạp nhận được.",
    ),
    errors.UnknownNeighbour: (
        "Chưa có máy nào của «{node}» trong danh sách tin cậy.",
        "Kết nạp máy của đơn vị đó trước, rồi tạo tệp.",
    ),
    errors.ExportTooLarge: (
        "Dữ liệu gửi «{node}» nhiều quá mức một tệp chở được.",
        "Nhập biên nhận mới nhất của nơi nhận rồi tạo lại tệp.",
    ),
    (errors.ApprovalRefused, "same_person"): (
        "Mục này do cùng một người nhập và duyệt.",
        "Đề nghị đơn vị nhờ người khác duyệt rồi gửi lại.",
    ),
    (errors.ApprovalRefused, "same_key"): (
        "Người nhập và người duyệt dùng chung một khóa.",
        "Đề nghị đơn vị cấp khóa riêng cho từng người rồi duyệt lại.",
    ),
    (errors.ApprovalRefused, "unknown_submitter"): (
        "Người nhập không có trong danh sách của đơn vị.",
        "Đề nghị đơn vị gửi danh sách người dùng mới.",
    ),
    (errors.ApprovalRefused, "unknown_approver"): (
        "Người duyệt không có trong danh sách người duyệt của đơn vị.",
        "Đề nghị đơn vị gửi danh sách người dùng mới, hoặc nhờ người có quyền duyệt lại.",
    ),
    (errors.ApprovalRefused, "bad_submission"): (
        "Nội dung không còn đúng với bản người nhập đã gửi duyệt.",
        "Đề nghị đơn vị gửi duyệt lại.",
    ),
    (errors.ApprovalRefused, "bad_approval"): (
        "Nội dung không còn đúng với bản đã duyệt.",
        "Đề nghị đơn vị duyệt lại.",
    ),
}


def message_of(error: AppError) -> Message:
    """The two sentences of this failure; a test checks that every failure has them."""
    keys = [(type(error), str(getattr(error, name))) for name in ("reason", "state") if hasattr(error, name)]
    row = next((SENTENCES[key] for key in keys if key in SENTENCES), None) or SENTENCES[type(error)]
    data = {field.name: _shown(field.name, getattr(error, field.name)) for field in fields(error)}
    return Message(row[0].format(**data), row[1].format(**data))


def _shown(name: str, value: object) -> object:
    """A permission and a node stand in a sentence under their names; long paths and names give way."""
    if name == "permission":
        return PERMISSION_WORDS[Permission(str(value))] if value in set(Permission) else value
    if not isinstance(value, str) or name not in ("path", "folder", "name", "node", "issuer"):
        return value
    if name == "name":
        return short_name(value)
    if name in ("path", "folder"):
        return short_path(value)
    units, code = load_units(), value.rpartition("/")[2]
    return units.unit(code).name if code in units else value


STORAGE_SENTENCES: dict[Fault, tuple[str, str]] = {
    Fault.BUSY: ("Sổ đang bận vì một việc khác chưa xong.", "Chờ việc đó xong rồi làm lại; chữ vừa gõ vẫn còn."),
    Fault.FULL: ("Chưa ghi được: đĩa hết chỗ.", "Xóa bớt tệp rồi làm lại; chữ vừa gõ vẫn còn."),
    Fault.READ_ONLY: ("Chưa ghi được: thư mục của sổ chỉ cho đọc.", "Mở quyền ghi cho thư mục rồi làm lại."),
    Fault.DAMAGED: ("Tệp sổ bị hỏng.", "Giữ nguyên thư mục, báo đầu mối và khôi phục từ bản sao lưu gần nhất."),
    Fault.WRONG_KEY: (
        "Tệp sổ không mở được bằng khóa này.",
        "Kiểm tra hai tệp có cùng một bộ không; nếu cùng, khôi phục bản sao lưu.",
    ),
    Fault.UNREADABLE: ("Không mở được tệp sổ.", "Kiểm tra thư mục còn đó và có quyền đọc, rồi mở lại."),
    Fault.NEWER: ("Sổ do bản phần mềm mới hơn ghi.", "Cập nhật chương trình rồi mở lại; sổ không bị thay đổi."),
    Fault.INPUT_OUTPUT: ("Ổ đĩa báo lỗi khi đọc hoặc ghi.", "Sao lưu sổ sang ổ khác rồi kiểm tra ổ đĩa."),
}


EXPLAINED = (AppError, StorageError)
"""The failures that have sentences, for who must tell them from mistakes of ours."""


def explain(error: BaseException) -> Message | None:
    """The sentences of any failure the user can act on or that is the computer's; None for a mistake of ours."""
    if isinstance(error, AppError):
        return message_of(error)
    if isinstance(error, StorageError):
        return Message(*STORAGE_SENTENCES[error.reason])
    return None
