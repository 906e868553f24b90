"""Sentences for texts, documents, reports and files."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
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
        "Tệp «{name}» không có bảng nhiệm vụ, cũng không có đoạn nào giao việc cho đơn vị.",
        "Chọn tệp có phụ lục kế hoạch, hoặc văn bản phân công trách nhiệm.",
    ),
    (errors.NotAPlan, "no_columns"): (
        "Các bảng trong tệp «{name}» không có cột nội dung và đơn vị chủ trì.",
        "Xem lại dòng tiêu đề của bảng, hoặc chọn tệp khác.",
    ),
    (errors.NotAPlan, "no_tasks"): (
        "Bảng trong tệp «{name}» không có nhiệm vụ nào.",
        "Chọn tệp có đủ các dòng nhiệm vụ.",
    ),
    (errors.UnsupportedDocument, "doc"): (
        "Tệp «{name}» là văn bản Word đời cũ (.doc), chương trình không đọc được.",
        "Mở trong Word, lưu thành docx rồi mở tệp đó ở đây.",
    ),
    (errors.UnsupportedDocument, "odt"): (
        "Tệp «{name}» là văn bản LibreOffice (.odt), chương trình không đọc được.",
        "Mở trong LibreOffice hoặc Word, lưu thành docx rồi mở tệp đó ở đây.",
    ),
    (errors.UnsupportedDocument, "xlsb"): (
        "Tệp «{name}» là bảng tính nhị phân (.xlsb), chương trình không đọc được.",
        "Mở trong Excel, lưu thành xlsx rồi mở tệp đó ở đây.",
    ),
    (errors.UnsupportedDocument, "pdf"): (
        "Tệp «{name}» là PDF; chương trình không đọc được bảng trong PDF.",
        "Xin bản Word hoặc Excel của kế hoạch, hoặc chép chữ trong PDF rồi dán vào.",
    ),
    (errors.UnsupportedDocument, "rtf"): (
        "Tệp «{name}» là văn bản RTF, chương trình không đọc được.",
        "Mở trong Word, lưu thành docx rồi mở tệp đó ở đây.",
    ),
    (errors.UnsupportedDocument, "web"): (
        "Tệp «{name}» là trang web hoặc XML, không phải văn bản Word hay bảng tính.",
        "Mở trong Word hoặc Excel, lưu thành docx hoặc xlsx rồi mở tệp đó ở đây.",
    ),
    (errors.UnsupportedDocument, "binary"): (
        "Tệp «{name}» không phải là văn bản hay bảng tính.",
        "Chọn tệp Word (docx), bảng tính (xlsx, xls, ods, csv) hoặc văn bản thuần (txt).",
    ),
    (errors.UnsupportedDocument, "encoding"): (
        "Tệp «{name}» không dùng bảng mã Unicode.",
        "Mở tệp bằng Notepad, lưu lại với mã UTF-8 rồi mở tệp đó ở đây.",
    ),
    (errors.UnsupportedDocument, "password"): (
        "Tệp «{name}» đặt mật khẩu mở.",
        "Mở trong Word hoặc Excel, bỏ mật khẩu, lưu lại rồi mở tệp đó ở đây.",
    ),
    (errors.UnsupportedDocument, "macro"): (
        "Tệp «{name}» có macro nên không được mở.",
        "Mở trong Word hoặc Excel, lưu thành docx hoặc xlsx (không macro) rồi mở tệp đó ở đây.",
    ),
    (errors.UnsupportedDocument, "damaged"): (
        "Tệp «{name}» bị hỏng hoặc thiếu phần.",
        "Chép lại từ nơi gửi, hoặc mở trong Word hay Excel, lưu thành tệp mới rồi chọn lại.",
    ),
    (errors.UnsupportedDocument, "dtd"): (
        "Tệp «{name}» có khai báo DTD, là thứ văn bản Office không bao giờ có.",
        "Không mở tệp này; hỏi lại nơi gửi.",
    ),
    (errors.UnsupportedDocument, "bomb"): (
        "Tệp «{name}» bung ra lớn bất thường, giống tệp phá hoại.",
        "Không mở tệp này; hỏi lại nơi gửi.",
    ),
    (errors.UnsupportedDocument, "too_large"): (
        "Tệp «{name}» lớn hơn 20 MB.",
        "Chọn đúng văn bản kế hoạch, hoặc tách tệp rồi đọc từng phần.",
    ),
    (errors.UnsupportedDocument, "too_many_rows"): (
        "Bảng trong tệp «{name}» có quá nhiều dòng hoặc cột.",
        "Chỉ giữ lại bảng kế hoạch trong tệp rồi chọn lại.",
    ),
    (errors.UnsupportedDocument, "huge_cell"): (
        "Tệp «{name}» có ô hoặc đoạn chứa quá nhiều chữ.",
        "Xem lại ô hoặc đoạn đó, tách ra rồi chọn lại.",
    ),
    errors.UnknownPeriod: (
        "«{text}» không phải là kỳ báo cáo.",
        "Gõ kỳ theo dạng 2007-06, 2007-Q2, 2007-H1, 2007-9M hoặc 2007.",
    ),
    errors.UnknownReport: ("Không có báo cáo «{name}».", "Xem tên trong danh sách báo cáo rồi gõ lại."),
    errors.UnknownReportCode: (
        "Máy này chưa lập báo cáo nào mang mã «{code}».",
        "Xem lại mã ở chân trang, hoặc đối chiếu ở đơn vị lập báo cáo.",
    ),
    errors.ReportDiffers: (
        "Báo cáo mang mã «{code}» không lập lại được đúng từng số.",
        "Giữ bản đã in; báo đầu mối vì hai bản phần mềm tính khác nhau.",
    ),
    errors.UnknownReportFormat: (
        "Tên tệp «{name}» không cho biết cần ghi dạng nào.",
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
}
