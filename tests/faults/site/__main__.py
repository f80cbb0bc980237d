"""`python -m tests.faults.site [WORD…]`: tries all faults, or those with a word in their names."""

import sys

from tests.faults.site.matrix import FAULTS
from tests.faults.site.runner import outcome
from tests.faults.trying import try_all

if __name__ == "__main__":
    sys.exit(try_all("site", FAULTS, outcome, sys.argv[1:]))
