"""One command a figure; ``python -m benchmarks`` runs them and prints tables with ratios."""
