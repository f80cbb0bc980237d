"""Clean, dated articles from sites that run Z-BlogPHP with the theme tpure."""

__version__ = "1.0.0"
