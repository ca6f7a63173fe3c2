"""A team's project folder: made, checked, kept safe and brought up to date.

Import from the modules: ``model`` reads ``project.yml``, ``keep`` reads and writes files that
people also edit by hand, ``new`` makes a folder, ``check`` judges one, ``update`` offers newer
notebooks.
"""
