"""The project's commands, found by Scrapy through COMMANDS_MODULE; a module's name is its command's."""
