"""What hatchling asks when it builds a wheel: `LAGEBILD_COMPILE=1` puts compiled claims beside the source, else nothing is done.

Needs mypy, setuptools and a C compiler, and nothing else of this does (`make fast`, docs/decisions/0019).
"""

import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledClaims(BuildHookInterface):  # type: ignore[type-arg]
    """Adds extension modules to a wheel; an editable install reads the source."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say where each module goes and that the wheel is for this Python and machine alone."""
        if version == "editable" or os.environ.get("LAGEBILD_COMPILE") != "1":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        from compiling.building import compiled

        made = compiled(root / "src", root / "build" / "compiled")
        build_data["force_include"] |= {str(path): name for name, path in made.items()}
        build_data["pure_python"], build_data["infer_tag"] = False, True
