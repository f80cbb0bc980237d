"""The web page over the database: Datasette with pages of our own. Only `scrapy browse` imports what is in here."""
