"""Faults, as data: each tries to break a promise of the program, and says what has to happen instead."""
