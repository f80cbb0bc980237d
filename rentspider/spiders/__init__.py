"""What to fetch, and in which order; nothing else."""
