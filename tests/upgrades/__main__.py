"""Makes the databases that are missing."""

from tests.upgrades.make import FOLDER, fixture, make, revisions

FOLDER.mkdir(exist_ok=True)
for revision in revisions():
    if not fixture(revision).exists():
        make(revision)
        print(f"{fixture(revision).name} was made")
