"""What a run shows of itself: on a terminal, in a pipe, in its log."""
