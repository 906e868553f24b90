"""Sentences for keys, bundles, trust and enrolment."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
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
    (errors.EnrolmentRefused, "stale_trust"): (
        "Danh sách tin cậy ở máy này đã quá 12 tháng không được cấp trên xác nhận nên không kết nạp thêm máy.",
        "Nhập một tệp trao đổi mới của cấp trên rồi kết nạp lại; việc trao đổi khác vẫn làm được.",
    ),
    (errors.EnrolmentRefused, "not_the_old_key"): (
        "Đề nghị thay khóa nhắc đến một khóa cũ không còn dùng của đơn vị đó.",
        "Hỏi lại đơn vị; nếu máy cũ đã mất, kết nạp máy mới và thu hồi máy cũ.",
    ),
    (errors.EnrolmentRefused, "revoked"): (
        "Khóa trong đề nghị này đã bị thu hồi nên không kết nạp lại.",
        "Trên máy đó chọn «Thay khóa máy này» ở trang Khóa và tin cậy, rồi gửi tệp đề nghị mới.",
    ),
    errors.NotJoined: (
        "Máy này chưa được cấp trên kết nạp nên chưa trao đổi tệp được.",
        "Gửi tệp đề nghị kết nạp cho cấp trên, rồi nhập tệp kết nạp nhận được.",
    ),
    errors.UnknownImport: (
        "Sổ không giữ báo cáo của lần nhập này.",
        "Chọn một lần nhập khác; lần nhập bằng bản phần mềm cũ không có báo cáo.",
    ),
    errors.UnknownNeighbour: (
        "Chưa có máy nào của «{node}» trong danh sách tin cậy.",
        "Kết nạp máy của đơn vị đó trước, rồi tạo tệp.",
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
