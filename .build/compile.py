"""Compiles the road from text to events into machine code when the package is installed or a wheel of it is built.

Where that cannot be done, say for want of a C compiler, plain Python is installed: the same events in about twice the time.
With `HATCH_BUILD_NO_HOOKS=true` in the environment nothing is compiled.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from shutil import copy, copytree, rmtree
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LIBRARY = "coder_road"  # which mypyc makes of all modules; their own libraries only lead to it
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
SETUP = """
import sys
from pybind11.setup_helpers import ParallelCompile
from setuptools import setup
from mypyc.build import mypycify
library, *modules = sys.argv[1:]
ParallelCompile().install()
made = mypycify(modules, group_name=library, multi_file=True, opt_level="2", debug_level="0")
setup(name="road", packages=[], ext_modules=made, script_args=["-q", "build_ext", "--inplace"])
"""


class CompileHook(BuildHookInterface[Any]):
    """What hatchling runs before a wheel is packed or an editable install made; `modules` and `plain` are globs."""

    PLUGIN_NAME = "custom"

    def initialize(self, kind: str, build_data: dict[str, Any]) -> None:
        """Compile; a wheel takes the libraries along, an "editable" install gets them beside their sources."""
        root = Path(self.root)
        editable = kind == "editable"
        for old in _libraries(root) if editable else ():
            old.unlink()
        try:
            folder = self._compiled(root)
        except (OSError, subprocess.CalledProcessError) as error:
            self.app.display_warning(f"{error}\nnothing is compiled: plain Python is installed, which takes over twice the time")
            return
        made = {library: str(library.relative_to(folder)) for library in _libraries(folder)}
        if editable:
            for library, name in made.items():
                copy(library, root / name)  # the copy is younger than the sources
            return
        build_data["force_include"].update({str(library): name for library, name in made.items()})
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def _compiled(self, root: Path) -> Path:
        """The folder below build/ in which the libraries of just these sources stand; they are made if they are not there."""
        modules = sorted(self._modules(root))
        state = sha256(f"{SETUP} {SUFFIX} {version('mypy')}".encode())
        for module in modules:
            state.update(module.encode() + (root / module).read_bytes())
        folder = root / "build" / f"road-{state.hexdigest()[:16]}"
        if not folder.exists():
            work = folder.with_suffix(".unfinished")
            rmtree(work, ignore_errors=True)
            copytree(root / "coder", work / "coder", ignore=lambda _, names: [n for n in names if not _is_source(n)])
            (work / "mypy.ini").write_text("[mypy]\nignore_missing_imports = True\n")
            command = [sys.executable, "-c", SETUP, LIBRARY, *modules]
            subprocess.run(command, cwd=work, check=True, stdout=sys.stderr)
            rmtree(work / "build", ignore_errors=True)
            for older in {*folder.parent.glob("road-*")} - {work}:
                rmtree(older)
            work.rename(folder)
        return folder

    def _modules(self, root: Path) -> Iterator[str]:
        plain = {path for pattern in self.config["plain"] for path in root.glob(pattern)}
        for pattern in self.config["modules"]:
            yield from (str(path.relative_to(root)) for path in root.glob(pattern) if path not in plain)


def _libraries(folder: Path) -> list[Path]:
    return [*folder.glob(f"{LIBRARY}*{SUFFIX}"), *folder.glob(f"coder/**/*{SUFFIX}")]


def _is_source(name: str) -> bool:
    return "." not in name or name.endswith(".py")
