"""``python -m pipeline.cli``: the command without its script."""

from pipeline.cli import main

main()
