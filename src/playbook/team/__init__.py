"""Team: who is needed, what they can do, and what rests on one person."""

from playbook.team.skills import SkillsGap, skills_gap

__all__ = ["SkillsGap", "skills_gap"]
