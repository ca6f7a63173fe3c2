"""The quick way to run an exercise shows what a real kernel shows."""

import re

import nbformat


def test_a_quick_run_shows_what_a_kernel_shows(run_exercise, checkout, tmp_path):
    """The outputs that are stored with the notebook were made by a kernel, outside a project."""
    (source,) = (checkout / "exercises").rglob("delayed-discharges.ipynb")
    quick = run_exercise("delayed-discharges", tmp_path)
    assert quick.stopped_at == ""
    for cell in nbformat.read(source, as_version=4).cells:
        for output in cell.get("outputs", []):
            stored = output["data"]["text/plain"]
            assert quick.shown[cell["id"]][-1]["text/plain"] == stored, cell["id"]
            words = re.sub(r"<[^>]+>", "", output["data"].get("text/html", ""))
            assert words in re.sub(r"<[^>]+>", "", quick.said(cell["id"])), cell["id"]
