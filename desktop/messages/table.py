"""The form of the tables: a failure, or a failure for one reason, and its two sentences."""

from typing import TypeAlias

from desktop.errors import AppError

Table: TypeAlias = "dict[type[AppError] | tuple[type[AppError], str], tuple[str, str]]"
"""Keyed by the type, or by `(type, reason)` where the sentences differ by reason; what happened, what to do."""
