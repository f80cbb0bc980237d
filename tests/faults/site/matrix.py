"""All faults of the site."""

from tests.faults.site import answers, bounds, endless, large, pages
from tests.faults.site.fault import Fault

FAULTS: tuple[Fault, ...] = (*answers.FAULTS, *bounds.FAULTS, *pages.FAULTS, *large.FAULTS, *endless.FAULTS)
