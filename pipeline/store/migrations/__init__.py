"""Alembic's scripts. A new one is added for each change of ``tables.py``; a test holds the two together."""
