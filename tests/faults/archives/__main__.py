"""`python -m tests.faults.archives [WORD…]`: tries all faults, or those with a word in their names."""

import sys

from tests.faults.archives.matrix import FAULTS
from tests.faults.archives.runner import outcome
from tests.faults.trying import try_all

if __name__ == "__main__":
    sys.exit(try_all("archives", FAULTS, outcome, sys.argv[1:]))
