"""The only user of SQLModel: tables, migrations, and one small class for each port of the store.

``open_store`` gives them all, on SQLite or PostgreSQL alike. Every method is one transaction.
"""

from pipeline.store.opening import SqlStore, open_store

__all__ = ["SqlStore", "open_store"]
