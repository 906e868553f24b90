"""What cannot be done with the unit table."""

from dataclasses import dataclass

from desktop.errors.base import AppError


@dataclass(eq=False)
class UnitsKeptAbove(AppError):
    """Only the top of the tree changes the unit table; every other ledger receives it."""


@dataclass(eq=False)
class UnitsRefused(AppError):
    """Something is wrong with the units as wanted; the caller shows the problems beside their fields."""

    problems: tuple[object, ...]


@dataclass(eq=False)
class NoUnitTable(AppError):
    """The file holds no table of units."""

    name: str
