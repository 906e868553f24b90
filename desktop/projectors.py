"""All projectors of all features: what the journal folds entities with."""

from desktop.attachments.projection import PROJECTORS as ATTACHMENTS
from desktop.journal.projection import Projection, Projector
from desktop.obligations.projection import PROJECTORS as OBLIGATIONS
from desktop.plans.projection import PROJECTORS as PLANS
from desktop.progress.projection import PROJECTORS as PROGRESS
from desktop.reports.projection import PROJECTORS as REPORTS
from desktop.sync.repair.projection import PROJECTORS as EXCHANGE
from desktop.units.projection import PROJECTORS as UNITS
from desktop.users.projection import PROJECTORS as PEOPLE

PROJECTORS: dict[str, Projector] = {
    **PLANS,
    **OBLIGATIONS,
    **PROGRESS,
    **ATTACHMENTS,
    **PEOPLE,
    **REPORTS,
    **UNITS,
    **EXCHANGE,
}


def all_projections() -> Projection:
    """The projection of everything this program shows."""
    return Projection(PROJECTORS)
