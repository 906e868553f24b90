"""Sentences for the unit table."""

from desktop import errors
from desktop.messages.table import Table

SENTENCES: Table = {
    errors.UnitsKeptAbove: (
        "Bảng đơn vị do cơ quan trung ương giữ.",
        "Đề nghị cấp trên sửa; thay đổi đến cùng tệp trao đổi kế tiếp.",
    ),
    errors.UnitsRefused: (
        "Bảng đơn vị chưa đổi vì có ô chưa đúng.",
        "Sửa các ô được nêu rồi ghi lại.",
    ),
    errors.NoUnitTable: (
        "Tệp «{name}» không có bảng đơn vị.",
        "Xuất bảng ra tệp, sửa trên tệp đó rồi nạp lại.",
    ),
}
