"""Roles and what each may do; convenience on this machine, while real power is the possession of a key (SYNC §7)."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in the unit."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    ADMINISTRATOR = "administrator"
    INSPECTOR = "inspector"


class Permission(StrEnum):
    """Something a role may or may not do."""

    READ = "read"
    IMPORT_PLAN = "import_plan"
    ASSIGN = "assign"
    ALLOCATE = "allocate"
    REPORT_PROGRESS = "report_progress"
    REVIEW = "review"
    MAKE_REPORT = "make_report"
    EXCHANGE = "exchange"
    ADMINISTER = "administer"


ROLE_WORDS = {
    Role.OFFICER: "Cán bộ",
    Role.SUPERVISOR: "Lãnh đạo",
    Role.CLERK: "Đầu mối đồng bộ",
    Role.ADMINISTRATOR: "Quản trị",
    Role.INSPECTOR: "Chỉ xem",
}

PERMISSION_WORDS = {
    Permission.READ: "xem",
    Permission.IMPORT_PLAN: "nạp kế hoạch",
    Permission.ASSIGN: "giao nhiệm vụ",
    Permission.ALLOCATE: "phân công trong đơn vị",
    Permission.REPORT_PROGRESS: "nhập kết quả",
    Permission.REVIEW: "duyệt",
    Permission.MAKE_REPORT: "lập báo cáo",
    Permission.EXCHANGE: "tạo và nhập tệp trao đổi",
    Permission.ADMINISTER: "quản trị",
}

_ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset({Permission.READ, Permission.REPORT_PROGRESS, Permission.MAKE_REPORT}),
    Role.SUPERVISOR: frozenset(
        {
            Permission.READ,
            Permission.IMPORT_PLAN,
            Permission.ASSIGN,
            Permission.ALLOCATE,
            Permission.REPORT_PROGRESS,
            Permission.REVIEW,
            Permission.MAKE_REPORT,
        }
    ),
    Role.CLERK: frozenset({Permission.READ, Permission.REPORT_PROGRESS, Permission.MAKE_REPORT, Permission.EXCHANGE}),
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.INSPECTOR: frozenset({Permission.READ, Permission.MAKE_REPORT}),
}


def is_allowed(role: Role, permission: Permission) -> bool:
    """Whether the role may do this."""
    return permission in _ALLOWED[role]
