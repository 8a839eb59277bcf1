"""The schemas for editors: as the shapes are, named in every shipped file, and of one mind with `coder check`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator

from coder.dictionary.folders import dictionary_files, shipped_dictionaries
from coder.dictionary.read import kind_of
from coder.maintain.schemas import FOLDER, modeline, schema_name, schemas, written

SHIPPED = shipped_dictionaries()
FILES = {name: (path, kind) for path, name in dictionary_files([SHIPPED])[-1] if (kind := kind_of(name)) is not None}
SOME = [
    name
    for name in FILES
    if not name.startswith(("actors/", "places/")) or name in ("actors/EGY.yaml", "actors/igo.yaml", "places/EGY.yaml")
]


class EditorLoader(yaml.CSafeLoader):
    """Reads YAML 1.2 as editors do: integers, floats, booleans and null, and everything else is text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern in (
    ("bool", r"true|false"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)"),
    ("null", r"null|~|"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def as_editors_read(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def complaints(name: str, text: str) -> list[str]:
    kind = kind_of(name)
    assert kind is not None
    return [error.message for error in Draft7Validator(schemas()[schema_name(kind)]).iter_errors(as_editors_read(text))]


def test_the_shipped_schemas_are_those_of_the_shapes() -> None:
    """If this fails: python -m coder.maintain.schemas."""
    shipped = {path.name: path.read_text("utf-8") for path in (SHIPPED / FOLDER).glob("*.json")}
    assert shipped == {name: written(schema) for name, schema in schemas().items()}


def test_schemas_are_schemas() -> None:
    for schema in schemas().values():
        Draft7Validator.check_schema(schema)


def test_every_shipped_file_names_its_schema() -> None:
    """If this fails: the first line of a dictionary file leads editors to its schema; copy it from a file beside it."""
    first = {name: path.read_text("utf-8").partition("\n")[0] for name, (path, _) in FILES.items()}
    assert first == {name: modeline(kind, name) for name, (_, kind) in FILES.items()}


def test_the_named_schemas_are_there() -> None:
    for name, (path, kind) in FILES.items():
        assert Path(path.parent, modeline(kind, name).partition("$schema=")[2]).is_file()


@pytest.mark.parametrize("name", SOME)
def test_editors_find_no_fault_with_shipped_files(name: str) -> None:
    assert complaints(name, FILES[name][0].read_text("utf-8")) == []


RIGHT = [
    ("verbs/04_consult.yaml", 'phone: "041"'),
    ("verbs/04_consult.yaml", 'visit:\n  code: "042"\n  patterns:\n    VERB a: none\n    VERB b:\n      code: "043"\n'),
    ("actors/EGY.yaml", "Morsi:\n  code: EGYELI\n  dated:\n    2012: EGYGOV\n  aliases:\n    - Mursi: 2012\n    - El Mursi\n"),
    ("actors/EGY.yaml", 'Cairo:\n  code: EGY\n  examples:\n    "x":\n      date: 2012-01-01\n      events: none\n'),
    ("synsets.yaml", "aid:\n  - food\n"),
    (
        "places/EGY.yaml",
        "Cairo:\n  region: 30.03 31.4 360631 governorate\n  place: 30.06 31.25 360630 Cairo\n",
    ),
]
WRONG = [
    ("verbs/04_consult.yaml", "phone: 041"),
    ("verbs/04_consult.yaml", 'phone:\n  cod: "041"\n'),
    ("verbs/04_consult.yaml", 'phone:\n  code: "041"\n  noun: perhaps\n'),
    ("verbs/04_consult.yaml", 'phone:\n  code: "041"\n  patterns:\n    VERB a:\n      codes: "041"\n'),
    ("verbs/04_consult.yaml", 'phone:\n  code: "041"\n  examples:\n    "Egypt phoned Sudan.": EGY SDN 041\n'),
    ("verbs/operators.yaml", "promise: intent"),
    ("actors/EGY.yaml", "Egypt:\n  code: EGY\n  kind: contry\n"),
    ("actors/EGY.yaml", "Egypt:\n  code: EGY\n  aliases: Misr\n"),
    ("discards.yaml", "football: always"),
    ("places/EGY.yaml", "Aswan: up the Nile"),
    ("codes/events.yaml", '"01":\n  name: Make a statement\n  quad: 7\n'),
]


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_what_is_right_is_not_underlined(name: str, text: str) -> None:
    assert complaints(name, text) == []


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_what_is_wrong_is_underlined(name: str, text: str) -> None:
    assert complaints(name, text)


def test_every_key_is_explained() -> None:
    def mappings(schema: Any) -> Any:
        if isinstance(schema, dict):
            yield from ([schema["properties"]] if "description" in schema and "properties" in schema else [])
            for inner in schema.values():
                yield from mappings(inner)
        elif isinstance(schema, list):
            for inner in schema:
                yield from mappings(inner)

    for name, schema in schemas().items():
        found = list(mappings(schema))
        assert found, name
        for properties in found:
            assert [key for key, value in properties.items() if not value.get("description")] == [], name
