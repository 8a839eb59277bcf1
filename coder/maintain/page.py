"""Web pages to read and to share: one file each, which needs no network and no program.

A page is built of elements; text that goes into one is escaped there and nowhere else, so that no value can become markup.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path


class Html(str):
    """Markup that is finished; any other string is text, and escaped where it is put into an element."""

    __slots__ = ()


_VOID = frozenset(("br", "input", "meta"))
_NOTHING = Html()


def element(name: str, /, *content: str, **attributes: str) -> Html:
    """An element; an attribute (`class_`) is written without the underscore that keeps it apart from Python's own names."""
    written = "".join(f' {key.rstrip("_")}="{html.escape(value)}"' for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{joined(*content)}</{name}>")


def joined(*content: str) -> Html:
    """Pieces one after the other."""
    return Html("".join(piece if isinstance(piece, Html) else html.escape(piece) for piece in content))


def table(headings: list[str], rows: list[list[str]], numbers_from: int = 1) -> Html:
    """A table; from one column on, counted from 0, its cells are numbers."""
    cells = [
        element("tr", *(element("td", cell, class_="number" if at >= numbers_from else "") for at, cell in enumerate(row)))
        for row in rows
    ]
    head = element(
        "tr",
        *(element("th", heading, class_="number" if at >= numbers_from else "") for at, heading in enumerate(headings)),
    )
    return element("div", element("table", element("thead", head), element("tbody", *cells)), class_="wide")


def pieces(text: str, spans: Iterable[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """A text in pieces, each with what it is, "" for what is between; `spans` are start, end and what it is.

    Of two that overlap the first counts.
    """
    found: list[tuple[str, str]] = []
    at = 0
    for start, end, kind in sorted(spans):
        if start >= at:
            found += [("", text[at:start]), (kind, text[start:end])]
            at = end
    return [piece for piece in (*found, ("", text[at:])) if piece[1]]


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """A text in pieces, some of them marked, as in `pieces`."""
    return [element("mark", words, class_=kind, title=kind) if kind else words for kind, words in pieces(text, spans)]


def cards(figures: list[tuple[str, str, str]]) -> Html:
    """A row of figures, each with its name below and a class that colours it."""
    made = [
        element("div", element("strong", figure), element("span", name), class_=f"card {kind}".strip())
        for name, figure, kind in figures
    ]
    return element("div", *made, class_="cards")


def style_sheet(file: Path) -> Html:
    """A style sheet that stands in a file."""
    return Html(file.read_text("utf-8"))


def page(title: str, subtitle: str, *content: str, style: Html = _NOTHING, head: Html = _NOTHING) -> str:
    """The whole page. `style` is added to the common style sheet, `head` to the head."""
    about = element(
        "head",
        element("meta", charset="utf-8"),
        head,
        element("meta", name_="viewport", content_="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", style_sheet(Path(__file__).with_name("page.css")), style),
    )
    body = element("body", element("header", element("h1", title), element("p", subtitle)), element("main", *content))
    return f"<!doctype html>\n{element('html', about, body, lang='en')}\n"
