"""The group of all commands, and what they share: options, exit codes, how a result is shown and a failure told."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from coder.corpus.source import Layout

PROBLEMS, COULD_NOT_RUN = 1, 2
INTERRUPTED, BROKEN_PIPE = 130, 141  # as shells tell it: 128 and the number of the signal
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
LEVELS = ("both", "coded", "one", "any")  # of actors


class Commands(click.Group):
    """The group of all commands; what ends any of them early is told here, once."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        from coder.dictionary.store import DictionaryError

        try:
            super().invoke(ctx)
            sys.stdout.flush()
        except DictionaryError as error:
            click.echo(str(error), err=True)
            ctx.exit(COULD_NOT_RUN)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _flush_nowhere()
            ctx.exit(BROKEN_PIPE)
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            _flush_nowhere()
            cannot_run(f"{error.filename or 'the output'} cannot be written: {error.strerror}")


def _flush_nowhere() -> None:
    """What Python would still flush at its end has no reader, or no room, either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


with_dictionaries = click.option(
    "--dictionaries",
    multiple=True,
    metavar="DIR",
    help="A dictionary folder to use instead of the shipped one. Repeat it to layer folders, later ones winning; the word "
    "`shipped` names the shipped one. Without it the variable CODER_DICTIONARIES counts.",
)


def with_layout(command: Callable[..., None]) -> Callable[..., None]:
    """Options that say how stories stand in files; the command gets them as `layout`. It may have a `--sentences` of its own."""

    @wraps(command)
    def with_it(reader: str | None, names: dict[str, str], of_sentences: bool = False, **others: Any) -> None:
        command(layout=_layout(reader, names, of_sentences), **others)

    options = [
        click.option(
            "--reader", metavar="KIND", help="Read every file as one of this kind (jsonl, csv ...), whatever its suffix."
        ),
        click.option("--map", "names", callback=_names, default="", metavar="FIELD=NAME,...", help=_MAP_HELP),
    ]
    own = {name for option in getattr(command, "__click_params__", ()) for name in option.opts}
    if "--sentences" not in own:
        options.append(
            click.option("--sentences", "of_sentences", is_flag=True, help="Each record is one sentence: do not split it.")
        )
    decorated: Callable[..., None] = with_it
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


_MAP_HELP = "What fields are called in the files: text=body,date=pub_date."


def _names(_: click.Context, __: click.Parameter, value: str) -> dict[str, str]:
    """The names of `--map`, by the fields they stand for."""
    from coder.corpus.source import FIELDS

    names = {}
    for pair in filter(None, value.split(",")):
        of, name = (part.strip() for part in (*pair.split("=", 1), "")[:2])
        if of not in FIELDS or not name:
            raise click.BadParameter(f"{pair!r} is not FIELD=NAME with a FIELD of {', '.join(FIELDS)}.")
        names[of] = name
    return names


def _layout(reader: str | None, names: dict[str, str], sentences: bool) -> Layout:
    from coder.corpus.kinds import is_kind, kinds
    from coder.corpus.source import Layout

    if reader is not None and not is_kind(reader):
        raise click.BadParameter(f"{reader!r} is not one of {', '.join(kinds())}.", param_hint="--reader")
    return Layout(reader, names, sentences)


def _tell_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        import coder

        click.echo(f"coder {version('cameo-coder')} ({'compiled' if coder.is_compiled() else 'plain Python'})")
        ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version, help="Show the version and exit."
)
def main() -> None:
    """Read news text and write political events: who did what to whom, as CAMEO triples.

    Exit codes: 0 fine, 1 problems found, 2 could not run.
    """


def write(records: Iterable[object], output: str | None) -> None:
    """Write records as JSON Lines to a file, or to standard output."""
    from coder.corpus.writers import write_events

    try:
        write_events(records, output)
    except BrokenPipeError:
        raise
    except OSError as error:
        cannot_run(f"{error.filename or output or 'standard output'} cannot be written: {error.strerror}")


def write_page(path: str, page: str) -> None:
    """Write a web page to a file."""
    from coder.corpus.writers import whole_file

    try:
        with whole_file(path) as out:
            out.write(page.encode())
    except OSError as error:
        cannot_run(f"{path} cannot be written: {error.strerror}")


def show(drawing: Any, lines: bool = False) -> None:
    """Draw what rich can draw; `lines` of text are never broken."""
    from rich.console import Console

    Console().print(drawing, soft_wrap=lines)


def cannot_run(reason: str) -> NoReturn:
    """End the command, telling why it could not run."""
    click.echo(f"Error: {reason}", err=True)
    sys.exit(COULD_NOT_RUN)
