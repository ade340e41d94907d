"""Frozen records that travel between rooms. Standard library only; import each from its own module."""
