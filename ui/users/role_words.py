"""What each role may do, in words."""

from desktop.permissions import PERMISSION_WORDS, Permission, Role, is_allowed

PURPOSES = {
    Role.OFFICER: "Ghi kết quả các nhiệm vụ được phân công và gửi duyệt.",
    Role.SUPERVISOR: "Phân công, duyệt hoặc trả lại kết quả của người khác, lập báo cáo.",
    Role.CLERK: "Tạo tệp gửi đi, nhập tệp nhận về, theo dõi biên nhận.",
    Role.ADMINISTRATOR: "Làm mọi việc; thêm người, kết nạp máy, sao lưu, kiểm tra sổ.",
    Role.INSPECTOR: "Xem và lập báo cáo; không sửa gì.",
}


def abilities(role: Role) -> str:
    """What the role may do: «xem, nhập kết quả, lập báo cáo»."""
    return ", ".join(PERMISSION_WORDS[permission] for permission in Permission if is_allowed(role, permission))
