"""Writes the answers of docs/querying.md anew, after a change of the sample or of the rules: look at the difference."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.querying.cookbook import LATER, PATH, questions, read, table, with_answer
from tests.querying.demo import make_demo, make_later

with TemporaryDirectory() as folder:
    demo = make_demo(Path(folder))
    later = make_later(demo, Path(folder) / "later")
    text = read()
    for question in questions(text):
        connection = sqlite3.connect(later if question.number in LATER else demo)
        found = connection.execute(question.sql)
        text = with_answer(text, question.number, table([name for name, *_ in found.description], found))
        connection.close()
PATH.write_text(text, encoding="utf-8")
