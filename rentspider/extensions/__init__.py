"""What is plugged into Scrapy's engine."""
