"""The Moray Commissioning Playbook: learn commissioning, then do it."""

__version__ = "0.1.0"
