"""Groups of commands that say what would be right, where somebody names none of theirs.

Takes what was typed; raises an error that shows the command as it should be.
"""

from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup


class Commands(TyperGroup):
    """All commands: a file or a page alone is most likely to be read."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named first.

        Raises:
            BadParameter: when it is a file.
        """
        if self.get_command(ctx, args[0]) is None and Path(args[0]).is_file():
            raise typer.BadParameter(
                f"no such command; right would be `lagebild read {' '.join(args)}`",
                ctx=ctx,
                param_hint=repr(args[0]),
            )
        return super().resolve_command(ctx, args)


class Outlooks(TyperGroup):
    """The commands of `outlook`: two names alone are most likely a pair that is asked about."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is named first.

        Raises:
            BadParameter: when there is none of this name.
        """
        if self.get_command(ctx, args[0]) is None:
            one, other = (*args, "ID", "ID")[:2] if not args[0].startswith("-") else ("ID", "ID")
            asked = f"`lagebild outlook --actor {one} --recipient {other}`"
            raise typer.BadParameter(
                f"no such command; right would be {asked}, or one of {', '.join(sorted(self.commands))}",
                ctx=ctx,
                param_hint=repr(args[0]),
            )
        return super().resolve_command(ctx, args)
