"""``python -m benchmarks.soak [--kills N] [--seed S]``: kills what is at work, over and over, and looks for damage."""
