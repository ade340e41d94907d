"""Alembic's entrance. ``pipeline.store.upgrade`` calls it with an open transaction; there is no other way in."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

from pipeline.store import tables  # noqa: F401  # fills the metadata
from pipeline.store.upgrade import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
