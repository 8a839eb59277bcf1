"""A digest of events -> a web page with everything in it: style, data, outlines of countries, and the scripts that draw.

Values of the events stand in one block of JSON, in which nothing can end the block; the scripts make text of them, never markup.
What the page may do is written at its head: it loads nothing, sends nothing, and runs no script but its own.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from pathlib import Path

import orjson

from coder.maintain.page import Html, element, page, style_sheet
from coder.maintain.report.digest import Digest

_HERE = Path(__file__).parent
# In this order: each may use what those before it define.
_SCRIPTS = (
    "data",
    "elements",
    "filters",
    "tally",
    "timeline",
    "ranks",
    "dyads",
    "network",
    "map",
    "events",
    "main",
)
_JSON_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def report_page(digest: Digest, title: str) -> str:
    """The page of all events of a digest."""
    values = digest.as_values()
    script = Html(_script())
    return page(
        title,
        _subtitle(digest),
        element("noscript", element("section", element("p", _NO_SCRIPT))),
        _filters(),
        element("div", id="figures", class_="cards"),
        element("h2", "When", id="when"),
        _panel(_legend(), element("div", id="timeline"), _note("timeline-note"), _numbers("timeline")),
        element(
            "div",
            element("div", element("h2", "Who", id="who"), _panel(element("div", id="actors-list"))),
            element("div", element("h2", "What", id="what"), _panel(element("div", id="actions-list"))),
            class_="pair",
        ),
        element("h2", "Who with whom", id="dyads"),
        _panel(_edge_legend(), element("div", id="network"), _note("network-note")),
        _panel(element("div", id="dyads-table")),
        element("h2", "Where", id="where"),
        _map(),
        element("h2", "Event by event", id="words"),
        _panel(_marks(), _note("events-note"), element("ul", id="events-list"), element("div", id="events-more")),
        element("h2", "How to read this page"),
        _explanation(bool(values["places"])),
        element("template", Html((_HERE / "world.svg").read_text("utf-8")) if values["places"] else "", id="world"),
        element("script", _json(values), type="application/json", id="data"),
        element("script", script),
        style=style_sheet(_HERE / "report.css"),
        head=_policy(script),
    )


def _subtitle(digest: Digest) -> str:
    dictionaries = sorted(digest.dictionaries - {""})
    coded = (
        f"; coded with the dictionaries {', '.join(dictionaries[:3])}{' …' if dictionaries[3:] else ''}" if dictionaries else ""
    )
    return f"{digest.summary}{coded}"


_NO_SCRIPT = (
    "The pictures and tables of this page are drawn by a script that stands in the page itself; nothing is loaded from "
    "elsewhere. Here scripts are turned off, so that there is nothing to see."
)


def _script() -> str:
    """All scripts as one that leaves no names behind."""
    parts = [(_HERE / "scripts" / f"{name}.js").read_text("utf-8") for name in _SCRIPTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def _policy(script: str) -> Html:
    mark = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    rules = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"
    return element("meta", **{"http-equiv": "Content-Security-Policy", "content": rules})


def _json(values: object) -> Html:
    return Html(orjson.dumps(values).decode().translate(_JSON_ESCAPES))


def _filters() -> Html:
    def field(name: str, label: str, **attributes: str) -> Html:
        return element("label", f"{label} ", element("input", id=name, **attributes), class_="field")

    hint = "a code, the beginning of codes (SYR*), or part of a name"
    who = {"list": "known", "autocomplete": "off", "spellcheck": "false", "title": hint, "placeholder": "SYR, SYR*, rebels …"}
    return element(
        "form",
        element(
            "div",
            field("from", "from", type="date"),
            field("to", "to", type="date"),
            field("actor", "actor", **who),
            field("other", "with", **who),
            element("button", "show all", type="button", id="reset", class_="more"),
            class_="row",
        ),
        element(
            "div",
            element("fieldset", element("legend", "quad class", class_="unseen"), id="quads", class_="row"),
            element("fieldset", element("legend", "status", class_="unseen"), id="statuses", class_="row"),
            class_="row boxes",
        ),
        element("div", element("p", id="shown", role="status"), element("div", id="chips"), _ways(), class_="row"),
        element("datalist", id="known"),
        id="filters",
        **{"aria-label": "What is shown"},
    )


def _ways() -> Html:
    """Links to the parts of the page."""
    parts = (
        ("when", "when"),
        ("who", "who"),
        ("what", "what"),
        ("dyads", "with whom"),
        ("where", "where"),
        ("words", "in words"),
    )
    return element("nav", *(element("a", name, href=f"#{key}") for key, name in parts), **{"aria-label": "Parts of the page"})


def _panel(*content: str) -> Html:
    return element("section", *content)


def _note(name: str) -> Html:
    return element("p", id=name, class_="quiet")


def _numbers(name: str) -> Html:
    """Where the numbers behind a picture go."""
    place = element("div", id=f"{name}-table", class_="scroll")
    return element("details", element("summary", "as a table"), place, id=f"{name}-details")


_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def _legend() -> Html:
    keys = [
        element("span", element("span", class_=f"swatch q{number}"), f" {name}") for number, name in enumerate(_QUADS, start=1)
    ]
    return element("p", *keys, class_="legend")


def _edge_legend() -> Html:
    kinds = (("cooperation", "mostly cooperation"), ("mixed", "both"), ("conflict", "mostly conflict"))
    return element(
        "p", *(element("span", element("span", class_=f"line {kind}"), f" {name}") for kind, name in kinds), class_="legend"
    )


def _marks() -> Html:
    return element("p", *(element("mark", side, class_=side) for side in ("source", "action", "target")), class_="legend")


def _map() -> Html:
    buttons = (("map-closer", "closer"), ("map-farther", "farther"), ("map-fit", "these places"), ("map-world", "the world"))
    tools = [element("button", name, type="button", id=key, class_="more") for key, name in buttons]
    return _panel(element("div", *tools, id="map-tools", class_="row"), element("div", id="map"), _where_note(), _numbers("map"))


def _where_note() -> Html:
    return element("p", element("span", id="map-note"), element("span", id="map-outside"), class_="quiet")


def _explanation(with_map: bool) -> Html:
    lines = [
        "An event is a triple: a source does something, which a CAMEO code says, to a target. Its quad class is verbal or "
        "material, cooperation or conflict; Goldstein's scale goes from −10, the sharpest conflict, to +10, the closest "
        "cooperation.",
        "Whatever you choose above, or by a click on a bar, an actor, a pair, an action or a place, holds for all of the page. "
        "The buttons in the tables do what a click on a picture does.",
        "Events that did not happen, and events told again in the same story, count only if you choose them.",
        "This is what texts report, not what happened: ten stories of one attack are ten events.",
    ]
    if with_map:
        lines.append(
            "A place that the gazetteer does not know stands where the region or country around it has its point. "
            "The outlines are those of Natural Earth, simplified; where a border is disputed they show who is in control, "
            "and take no side."
        )
    return _panel(*(element("p", line) for line in lines))
