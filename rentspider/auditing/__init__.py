"""What cleaning has removed, as people check it: from one post in place, in total, and by kind or rule.

What is found out stands in plain data classes, which `--json` prints as they are and `show` on a terminal.
"""
