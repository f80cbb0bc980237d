"""Databases of every version that there was, and how they are brought to the newest.

`python -m tests.upgrades` makes those that are missing; one that is there was made by the code of its time, and stays.
"""
