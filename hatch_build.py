"""Put data and notebooks into the wheel. An editable install reads them where they lie."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKED = ("data", "modules", "exercises", "book/webinars")


class PackHook(BuildHookInterface):
    """Add the folders that the package needs and that lie outside it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders for a real wheel, and none for an editable install."""
        if version == "standard":
            build_data["force_include"] |= {name: f"playbook/_pack/{name}" for name in PACKED}
