"""Hostile content: pages, fields and patterns made to break what reads, stores and shows them."""
