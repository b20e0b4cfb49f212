"""Turns matplotlib's SVG into one that may stand inside a web page and inside a PDF.

A page's content security policy refuses `style` elements and attributes, and two inline drawings
must not share identifiers. So styles become presentation attributes, and every identifier gets
the drawing's own prefix.
"""

import re
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_TRANSLATE = re.compile(r"translate\([^)]*\)")  # a scale keeps all its digits
_GLYPH = re.compile(r'<path id="([^"]+)" d="([^"]*)" (transform="scale[^"]*") ?/>')
_USED = re.compile(r'href="#([^"]+)"')
_DECIMALS = re.compile(r"-?\d+\.\d{3,}")


def embeddable(text: str, *, prefix: str, alt: str) -> str:
    """Return matplotlib's SVG `text` as one element: no style, no metadata, no shared identifier.

    `prefix` is unique in the document; `alt` becomes the label of the image.
    """
    ET.register_namespace("", _SVG[1:-1])
    root = ET.fromstring(text)  # noqa: S314 - drawn by this process
    for unwanted in root.findall(f"{_SVG}metadata"):
        root.remove(unwanted)
    _drop_style_elements(root)
    names = _new_names(root, prefix)
    for element in root.iter():
        _style_to_attributes(element)
        _rename(element, names)
        _shorten_numbers(element)
        element.text = element.tail = None  # only indentation: all text is outlines
    root.attrib.pop("version", None)
    root.attrib.update({"role": "img", "aria-label": alt, "focusable": "false"})
    root.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt"})
    return ET.tostring(root, encoding="unicode")


def share_glyphs(page: str) -> str:
    """Return a page whose drawings stand inside it with each letter's outline in it only once.

    A drawing that stands alone needs its own letters; on one page the first to use a letter has
    its outline, and the others refer to that.
    """
    shared: dict[str, str] = {}
    names: dict[str, str] = {}

    def once(found: re.Match[str]) -> str:
        name, outline = found[1], f'd="{found[2]}" {found[3]}'
        is_first = outline not in shared
        names[name] = shared.setdefault(outline, f"g{len(shared)}")
        return f'<path id="{names[name]}" {outline}/>' if is_first else ""

    page = _GLYPH.sub(once, page).replace("<defs></defs>", "")
    return _USED.sub(lambda found: f'href="#{names.get(found[1], found[1])}"', page)


def _drop_style_elements(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for child in parent.findall(f"{_SVG}style"):
            parent.remove(child)


def _new_names(root: ET.Element, prefix: str) -> dict[str, str]:
    """Old identifier -> new one: ours keep their words, matplotlib's become numbers."""
    referenced = _referenced(root)
    names: dict[str, str] = {}
    for element in root.iter():
        old = element.get("id")
        if old is None:
            continue
        if old in referenced:
            names[old] = f"{prefix}-{len(names)}"
        elif old.startswith("mark:"):
            names[old] = f"{prefix}-{old.removeprefix('mark:')}"
        else:
            del element.attrib["id"]
    return names


def _referenced(root: ET.Element) -> set[str]:
    found: set[str] = set()
    for element in root.iter():
        found.add(element.get(_HREF, "").removeprefix("#"))
        for value in element.attrib.values():
            found.update(_REFERENCE.findall(value))
    return found


def _style_to_attributes(element: ET.Element) -> None:
    for declaration in element.attrib.pop("style", "").split(";"):
        name, _, value = declaration.partition(":")
        if value:
            element.set(name.strip(), value.strip())


def _rename(element: ET.Element, names: dict[str, str]) -> None:
    if "id" in element.attrib:
        element.set("id", names[element.attrib["id"]])
    target = element.attrib.pop(_HREF, None)
    if target is not None:
        element.set("href", f"#{names[target.removeprefix('#')]}")
    for name, value in element.attrib.items():
        if "url(#" in value:
            element.set(name, _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))


def _shorten_numbers(element: ET.Element) -> None:
    """Keep hundredths of a point, and of a unit of a glyph: less than a printer can show."""
    if "transform" in element.attrib:
        moved = _TRANSLATE.sub(_hundredths_in, element.attrib["transform"])
        element.set("transform", moved)
    for name in ("d", "x", "y"):
        if name in element.attrib:
            shorter = _DECIMALS.sub(_hundredths, element.attrib[name])
            element.set(name, " ".join(shorter.split()))


def _hundredths_in(found: re.Match[str]) -> str:
    return _DECIMALS.sub(_hundredths, found[0])


def _hundredths(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
