"""The papers of a project: filled from its answers, findings and products, and written down."""

from playbook.kit.report.listing import Lacking, papers_and_gaps
from playbook.kit.report.make import Draft, Report, draft_paper, make_report
from playbook.kit.report.material import Material, gather

__all__ = [
    "Draft",
    "Lacking",
    "Material",
    "Report",
    "draft_paper",
    "gather",
    "make_report",
    "papers_and_gaps",
]
