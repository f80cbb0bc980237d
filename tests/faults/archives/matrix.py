"""All faults of archives."""

from tests.faults.archives import bodies, damage, hostile
from tests.faults.archives.fault import Fault

FAULTS: tuple[Fault, ...] = (*bodies.FAULTS, *damage.FAULTS, *hostile.FAULTS)
