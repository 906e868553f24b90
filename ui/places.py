"""Which places of the window a person sees, by the level of the unit and the role."""

from collections.abc import Callable
from importlib import import_module

from desktop.permissions import Permission
from desktop.units.words import whole_words
from ui.desk import Desk
from ui.navigation import Place
from ui.widgets.page import Page

_PAGES = {
    "home": ("ui.home.page", "HomePage"),
    "tasks": ("ui.tasks.page", "TasksPage"),
    "review": ("ui.review.page", "ReviewPage"),
    "assigning": ("ui.assigning.page", "AssigningPage"),
    "headquarters": ("ui.headquarters.page", "HeadquartersPage"),
    "verdicts": ("ui.verdicts.page", "VerdictsPage"),
    "plans": ("ui.plans.page", "PlansPage"),
    "amendments": ("ui.plans.amendments_page", "AmendmentsPage"),
    "import": ("ui.importing.page", "PlanImportPage"),
    "reports": ("ui.reports.page", "ReportsPage"),
    "exchange": ("ui.exchange.page", "ExchangePage"),
    "decisions": ("ui.decisions.page", "DecisionsPage"),
    "keys": ("ui.keys.page", "KeysPage"),
    "users": ("ui.users.page", "UsersPage"),
    "units": ("ui.units.page", "UnitsPage"),
    "settings": ("ui.settings.page", "SettingsPage"),
    "help": ("ui.help.page", "HelpPage"),
}


PAGE_MODULES = ("ui.home.page", "desktop.sync.exchange", *(module for module, _name in _PAGES.values()))
"""What the pages are loaded from, in steps of less than 50 ms each: the exchange is what several of them need."""


def is_headquarters(node: str) -> bool:
    """Whether a node stands at the top of the tree."""
    return "/" not in node


def places_for(desk: Desk, settings: Callable[[], Page]) -> list[Place]:
    """The places in the order of the rail; `settings` makes the page of settings, which changes the window itself.

    A department with Chi cục watches them as headquarters watches the departments. The pages of people and of units
    are reached from the settings, by whoever administers; giving in bulk from the tasks.
    """
    may = desk.session.may
    top = is_headquarters(desk.session.node)
    unit = desk.units.unit(desk.session.unit)
    leads = top or desk.units.leads_others(unit.code, desk.day.day)
    wanted = [
        (True, "home", "Trang chủ", "home"),
        (True, "tasks", "Nhiệm vụ", "clipboard_task"),
        (may(Permission.REVIEW), "review", "Duyệt", "checkmark_circle"),
        (leads, "headquarters", whole_words(unit), "grid"),
        (leads and may(Permission.REVIEW), "verdicts", "Tiếp nhận", "document_search"),
        (top, "plans", "Kế hoạch", "document_bullet_list"),
        (top and may(Permission.IMPORT_PLAN), "import", "Nạp kế hoạch", "document_arrow_down"),
        (not top, "amendments", "Sửa đổi", "document_edit"),
        (may(Permission.MAKE_REPORT), "reports", "Báo cáo", "document_text"),
        (True, "exchange", "Trao đổi", "arrow_swap"),
    ]
    places = [Place(key, word, icon, page_factory(key, desk)) for shown, key, word, icon in wanted if shown]
    places.append(Place("decisions", "Quyết định", "merge", page_factory("decisions", desk), at_need=True))
    places.append(Place("help", "Trợ giúp", "question_circle", page_factory("help", desk), foot=True))
    places.append(Place("settings", "Cài đặt", "settings", settings, foot=True))
    if leads and may(Permission.ASSIGN):
        places.append(Place("assigning", "Giao", "send", page_factory("assigning", desk), foot=True, listed=False))
    if may(Permission.EXCHANGE):
        places.append(Place("keys", "Khóa", "key", page_factory("keys", desk), foot=True, listed=False))
    if may(Permission.ADMINISTER):
        places.append(Place("users", "Người dùng", "people", page_factory("users", desk), foot=True, listed=False))
    if may(Permission.ADMINISTER) or (top and may(Permission.IMPORT_PLAN)):
        places.append(Place("units", "Đơn vị", "building", page_factory("units", desk), foot=True, listed=False))
    return places


def page_factory(key: str, desk: Desk) -> Callable[[], Page]:
    """Makes the page of a place; its module is loaded when the place is first entered."""
    module, name = _PAGES[key]

    def make() -> Page:
        page = getattr(import_module(module), name)(desk)
        assert isinstance(page, Page)
        return page

    return make
