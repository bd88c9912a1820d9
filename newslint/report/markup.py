"""Text for XML and HTML."""

from __future__ import annotations

from html import escape

from newslint.report.visible import visible


def escaped(text: str) -> str:
    """A visible text for an element or a quoted attribute of XML or HTML, in ASCII, so that no encoding can spoil it."""
    return escape(visible(text)).encode("ascii", "xmlcharrefreplace").decode()


def element(name: str, content: str | None = None, /, **attributes: object) -> str:
    """An element of XML or HTML.

    Args:
        name: its name.
        content: what stands in it, escaped already; None for an empty element.
        attributes: theirs are escaped here; one that is None is left out.
    """
    head = "".join([name, *(f' {key}="{escaped(str(value))}"' for key, value in attributes.items() if value is not None)])
    return f"<{head}/>" if content is None else f"<{head}>{content}</{name}>"
