"""Asking the database as its users do: the cookbook, the views, other tools while a crawl writes."""
