"""Our own drawings of the framework, made from its data: nothing is fetched, nothing copied."""

from playbook.framework.diagrams.approaches import two_approaches
from playbook.framework.diagrams.cycle import cycle
from playbook.framework.diagrams.diagram import Diagram
from playbook.framework.diagrams.drivers import driver_diagram
from playbook.framework.diagrams.governance import governance
from playbook.framework.diagrams.rings import rings

__all__ = ["Diagram", "cycle", "driver_diagram", "governance", "rings", "two_approaches"]
