"""All faults of the machine."""

from tests.faults.machine import clocks, disks, files, kills, locks
from tests.faults.machine.fault import Fault

FAULTS: tuple[Fault, ...] = (*kills.FAULTS, *disks.FAULTS, *files.FAULTS, *locks.FAULTS, *clocks.FAULTS)
