"""The root of all failures a user can act on."""

from dataclasses import dataclass, fields


@dataclass(eq=False)
class AppError(Exception):
    """Something that did not happen and that the user can act on; nothing was changed."""

    def __str__(self) -> str:
        """For logs only: the type and its data, without prose."""
        data = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
        return f"{type(self).__name__}({data})"
