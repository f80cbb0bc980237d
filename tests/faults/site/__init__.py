"""Faults of the site, and of archives: crawls and replays that meet one, and what they have to make of it."""
