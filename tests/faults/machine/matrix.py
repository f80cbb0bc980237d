"""All faults of the machine."""

from tests.faults.machine import disks, files, kills
from tests.faults.machine.fault import Fault

FAULTS: tuple[Fault, ...] = (*kills.FAULTS, *disks.FAULTS, *files.FAULTS)
