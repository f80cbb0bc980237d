"""All faults of the site."""

from tests.faults.site import answers
from tests.faults.site.fault import Fault

FAULTS: tuple[Fault, ...] = (*answers.FAULTS,)
