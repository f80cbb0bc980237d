"""A made-up site on the same CMS and theme: posts with known truth, and the pages that show them."""
