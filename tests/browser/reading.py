"""What a screen reader has to say of a page, in order: one line for each thing it stops at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

Node = Mapping[str, Any]
#: Parts that are told by their role, with their name where they have one.
_TOLD = {
    "alert": "alert",
    "banner": "banner",
    "button": "button",
    "checkbox": "checkbox",
    "contentinfo": "contentinfo",
    "DisclosureTriangle": "fold",
    "form": "form",
    "group": "group",
    "heading": "heading",
    "img": "image",
    "image": "image",
    "link": "link",
    "list": "list",
    "main": "main",
    "radio": "radio",
    "region": "region",
    "RootWebArea": "page",
    "textbox": "textbox",
}
#: What is in these is their name, or that of the group they are in.
_SAID_ALREADY = {"button", "checkbox", "heading", "Legend", "link", "radio", "DisclosureTriangle"}


def reading_order(page: Page) -> list[str]:
    """The accessibility tree as lines such as "radio: Mostly" and "text: Thank you"."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    lines = list(_lines(nodes[0], {node["nodeId"]: node for node in nodes}))
    return lines[:1] + [after for before, after in pairwise(lines) if not _is_tile(before, after)]


def _is_tile(before: str, after: str) -> bool:
    """Whether a text is the label around the field before it, whose name it is."""
    role, _, name = before.partition(": ")
    return role in ("radio", "checkbox") and after == f"text: {name}"


def _lines(node: Node, nodes: Mapping[str, Node]) -> Iterator[str]:
    role = str(node["role"]["value"])
    if not node["ignored"]:
        if role in _TOLD:
            yield _line(_TOLD[role], node)
        elif role == "StaticText":
            yield f"text: {_value(node, 'name')}"
        if role in _SAID_ALREADY:
            return
    for child in node.get("childIds", ()):
        yield from _lines(nodes[child], nodes)


def _line(role: str, node: Node) -> str:
    level = [p["value"]["value"] for p in node.get("properties", ()) if p["name"] == "level"]
    told = f"{role} {level[0]}" if role == "heading" else role
    name, more = _value(node, "name"), _value(node, "description")
    return told + (f": {name}" if name else "") + (f" ({more})" if more else "")


def _value(node: Node, what: str) -> str:
    return " ".join(str(node.get(what, {}).get("value", "")).split())
