"""What is handed out: the wheel, and the container around it."""
