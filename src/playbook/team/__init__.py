"""Team: who is needed, what they can do, whose time is real, and what rests on one person."""

from playbook.team.leaving import Leaving, if_one_leaves
from playbook.team.posts import TeamTime, team_time
from playbook.team.skills import SkillsGap, skills_gap

__all__ = ["Leaving", "SkillsGap", "TeamTime", "if_one_leaves", "skills_gap", "team_time"]
