"""Implement: make the change with the people it is for, and stop what has to stop safely."""

from playbook.implement.contracts import ContractsEnding, contracts_ending
from playbook.implement.decommissioning import Decommissioning, check_decommissioning
from playbook.implement.dependencies import (
    Dependencies,
    dependencies,
    lines_moved,
    with_knock_on,
)
from playbook.implement.double_running import DoubleRunning, cost_of_a_week, double_running
from playbook.implement.equality import Equality, check_equality, equality_rules
from playbook.implement.fragile import FragileProviders, fragile_providers
from playbook.implement.go_no_go import GoNoGo, go_or_no_go
from playbook.implement.intentions import Intentions, buying_intentions
from playbook.implement.ladder import Ladder, coproduction_ladder
from playbook.implement.leaving import (
    ContractAtClosing,
    Losses,
    RoomElsewhere,
    contract_at_closing,
    room_elsewhere,
    who_loses,
)
from playbook.implement.market import (
    MarketShares,
    NeedAndSupply,
    market_shares,
    need_and_supply,
)
from playbook.implement.market_rules import market_rules
from playbook.implement.record import CoproductionRecord, coproduction_record
from playbook.implement.rules import involvement_rules
from playbook.implement.stakeholders import PowerInterest, power_interest
from playbook.implement.timeline import Timeline, timeline

__all__ = [
    "ContractAtClosing",
    "ContractsEnding",
    "CoproductionRecord",
    "Decommissioning",
    "Dependencies",
    "DoubleRunning",
    "Equality",
    "FragileProviders",
    "GoNoGo",
    "Intentions",
    "Ladder",
    "Losses",
    "MarketShares",
    "NeedAndSupply",
    "PowerInterest",
    "RoomElsewhere",
    "Timeline",
    "buying_intentions",
    "check_decommissioning",
    "check_equality",
    "contract_at_closing",
    "contracts_ending",
    "coproduction_ladder",
    "coproduction_record",
    "cost_of_a_week",
    "dependencies",
    "double_running",
    "equality_rules",
    "fragile_providers",
    "go_or_no_go",
    "involvement_rules",
    "lines_moved",
    "market_rules",
    "market_shares",
    "need_and_supply",
    "power_interest",
    "room_elsewhere",
    "timeline",
    "who_loses",
    "with_knock_on",
]
