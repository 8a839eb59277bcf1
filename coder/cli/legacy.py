"""The command for those who come from another coder: `import`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from coder.cli.group import PROBLEMS, cannot_run, main, show

_FORMATS = "actors, agents, verbs, discards or issues"


@main.command("import", epilog="Example: coder import Phoenix.Countries.actors.txt Phoenix.agents.txt -o mine")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write here."
)
@click.option("--force", is_flag=True, help="Write into a folder that has files already.")
def import_(files: Sequence[Path], output: Path, force: bool) -> None:
    """Convert dictionaries of TABARI and PETRARCH into dictionaries of ours.

    What a FILE holds is seen from its content. What cannot be converted stands in DIR/rejects.tsv, with its reason.
    """
    from rich.console import Console
    from rich.progress import track

    from coder.maintain.legacy.folder import REJECTS, write_folder
    from coder.maintain.legacy.join import join
    from coder.maintain.legacy.lines import decode
    from coder.maintain.legacy.readers import reader_of
    from coder.maintain.legacy.report import report

    if output.is_dir() and any(output.iterdir()) and not force:
        cannot_run(f"{output} has files already; --force writes into it all the same")
    conversions = []
    try:
        progress = Console(stderr=True)
        for file in track(files, "reading", console=progress, transient=True, disable=not progress.is_terminal):
            text = decode(file.read_bytes())
            reader = reader_of(file.name, text)
            if reader is None:
                cannot_run(f"{file} is in no format that is known here: {_FORMATS} of TABARI or PETRARCH")
            conversions.append(reader.read(str(file), text))
        verbs = [str(file) for file, conversion in zip(files, conversions, strict=True) if conversion.read["verb"]]
        if len(verbs) > 1:
            cannot_run(f"{' and '.join(verbs)} have verbs: give each a folder of its own, and layer these with --dictionaries")
        whole = join(conversions)
        write_folder(whole, output)
    except OSError as error:
        cannot_run(f"{error.filename}: {error.strerror}")
    show(report(whole))
    if whole.unconverted:
        click.echo(f"not converted: {len(whole.unconverted)}, told in {output / REJECTS}", err=True)
        sys.exit(PROBLEMS)
