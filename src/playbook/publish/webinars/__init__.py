"""Webinars: plans that name what the modules hold, and packs made from both.

A plan says who does what, when. What is shown comes from the notebooks and their questions, so
a sentence that changes in a module changes in the slides, the handout and the run sheet.
"""
