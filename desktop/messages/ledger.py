"""Sentences for folders, people and permissions."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
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
    errors.PersonExists: (
        "Đơn vị đã có người dùng tên «{name}».",
        "Người ấy chưa vào được máy này: chọn trong danh sách rồi mở tài khoản. Người khác: thêm tên tổ để phân biệt.",
    ),
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
}
