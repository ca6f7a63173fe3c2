"""A team's project: its area, its evidence, and how its findings are shown."""

from playbook.kit.any_months import any_months_panel
from playbook.kit.appetite_panel import appetite_panel
from playbook.kit.area import Area, country_months, our_area
from playbook.kit.blank_papers import BlankPaper, blank_paper
from playbook.kit.change_papers import in_plain_days, old_week_gbp, table_of, typed_table
from playbook.kit.day import day_to_judge, judged_on, weakest
from playbook.kit.evidence import Evidence, record_evidence
from playbook.kit.example_papers import example_paper
from playbook.kit.late_panel import late_panel
from playbook.kit.left_out import groups_left_out
from playbook.kit.local_need import LocalNeed, local_need
from playbook.kit.move_panels import double_running_panel, home_care_starts_panel
from playbook.kit.papers import Paper, load_paper
from playbook.kit.people_ahead import PeopleAhead, people_ahead
from playbook.kit.products import Number, Products, carried, record_products
from playbook.kit.reasons import in_plain_reasons, widest_difference
from playbook.kit.showing import Shown, cited, in_words, with_names
from playbook.kit.small_place import small_place_panel
from playbook.kit.stand_still import stand_still_panel
from playbook.kit.strength import Strength, strengths
from playbook.kit.what_if import delayed_beds_panel

__all__ = [
    "Area",
    "BlankPaper",
    "Evidence",
    "LocalNeed",
    "Number",
    "Paper",
    "PeopleAhead",
    "Products",
    "Shown",
    "Strength",
    "any_months_panel",
    "appetite_panel",
    "blank_paper",
    "carried",
    "cited",
    "country_months",
    "day_to_judge",
    "delayed_beds_panel",
    "double_running_panel",
    "example_paper",
    "groups_left_out",
    "home_care_starts_panel",
    "in_plain_days",
    "in_plain_reasons",
    "in_words",
    "judged_on",
    "late_panel",
    "load_paper",
    "local_need",
    "old_week_gbp",
    "our_area",
    "people_ahead",
    "record_evidence",
    "record_products",
    "small_place_panel",
    "stand_still_panel",
    "strengths",
    "table_of",
    "typed_table",
    "weakest",
    "widest_difference",
    "with_names",
]
