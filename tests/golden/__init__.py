"""Golden pages: post pages as they were served once, with what is read from each.

`python -m tests.golden` renders and reads the cases that are not stored yet; `python -m tests.golden --diff` shows
where today's reading differs from the stored one. To accept a difference, delete the page's JSON and write it anew.
"""
