"""One object, two faces: live in Jupyter, plain HTML in the book."""

from typing import Any

import anywidget
import traitlets


def as_module(script: str) -> str:
    """Make a plain script into the module that Jupyter wants: it mounts what Python wrote.

    Keys pressed inside must not run Jupyter's own shortcuts: an arrow key moves between
    options, not between cells. Jupyter looks for its mark on the very element that has focus.
    """
    return script + (
        "\nexport default { render({ model, el }) {\n"
        '  el.innerHTML = model.get("html");\n'
        '  el.addEventListener("focusin", (event) =>\n'
        '    event.target.setAttribute("data-lm-suppress-shortcuts", "true"));\n'
        '  el.addEventListener("playbook:change", (event) => {\n'
        "    for (const [name, value] of Object.entries(event.detail)) model.set(name, value);\n"
        "    model.save_changes();\n"
        "  });\n"
        "  window.playbook.mount(el);\n"
        "} };\n"
    )


class LivePanel(anywidget.AnyWidget):
    """HTML that a script brings to life, with or without a kernel.

    The book shows ``html`` as it is and loads the script once for the page. Jupyter shows the
    same HTML in a widget, and what the person does comes back to Python.
    """

    html = traitlets.Unicode().tag(sync=True)

    def __init__(self, html: str, label: str) -> None:
        self._label = label
        super().__init__(html=html)

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Give the widget view for Jupyter, HTML for the book, and a line of plain text."""
        written = super()._repr_mimebundle_(**kwargs)
        data, metadata = written if isinstance(written, tuple) else (written or {}, {})
        return {**data, "text/html": self.html, "text/plain": repr(self)}, metadata

    def __repr__(self) -> str:
        return self._label
