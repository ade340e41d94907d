"""The migrations lead to the very schema that the tables describe."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from pipeline.store import open_store
from pipeline.store.database import Database, parse_url
from pipeline.store.upgrade import SCRIPTS, VERSION_TABLE, migrate, revisions

ROOT = Path(__file__).parents[2]


def schema_of(connection: sa.Connection) -> dict[str, Any]:
    """All that the database itself tells of its tables."""
    inspector = sa.inspect(connection)
    return {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in inspector.get_columns(table)],
            "primary": inspector.get_pk_constraint(table),
            "foreign": sorted(map(repr, inspector.get_foreign_keys(table))),
            "unique": sorted(map(repr, inspector.get_unique_constraints(table))),
            "checks": sorted(map(repr, inspector.get_check_constraints(table))),
            "indexes": sorted(map(index_of, inspector.get_indexes(table))),
        }
        for table in inspector.get_table_names()
        if table != VERSION_TABLE
    }


def index_of(told: Any) -> str:
    """All of an index, and for which rows it is."""
    conditions = {name: str(condition) for name, condition in told.get("dialect_options", {}).items()}
    return repr(told | {"dialect_options": conditions})


def migrate_from_nothing(url: str) -> None:
    database = Database(parse_url(url))
    with database.migrating() as connection:
        migrate(connection)
    database.close()


def test_an_empty_database_is_made_as_the_migrations_would(bare_url: str) -> None:
    with closing(open_store(bare_url)) as store, store.database.reading() as connection:
        made = schema_of(connection)
        version = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalars().all()
    assert version == [revisions()[-1]]
    with closing(open_store(bare_url)) as store, store.database.writing() as connection:
        for table in reversed(SQLModel.metadata.sorted_tables):
            table.drop(connection)
        connection.execute(sa.text(f"DROP TABLE {VERSION_TABLE}"))
    migrate_from_nothing(bare_url)
    with closing(open_store(bare_url)) as store, store.database.reading() as connection:
        assert schema_of(connection) == made


def test_the_migrated_schema_is_the_one_of_the_tables(bare_url: str) -> None:
    migrate_from_nothing(bare_url)
    with closing(open_store(bare_url)) as store, store.database.writing() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        migrated = schema_of(connection)
        for table in reversed(SQLModel.metadata.sorted_tables):
            table.drop(connection)
        SQLModel.metadata.create_all(connection)
        created = schema_of(connection)
    assert migrated == created
    assert set(migrated) == set(SQLModel.metadata.tables)
    assert migrated["article"]["checks"]


def test_the_migrations_are_numbered_as_their_files_are() -> None:
    scripts = ScriptDirectory(str(SCRIPTS))
    assert revisions() == tuple(reversed([script.revision for script in scripts.walk_revisions()]))
    assert revisions()[-1] == scripts.get_current_head()


LOOK = """
import sys
from contextlib import closing
from pathlib import Path
from pipeline.store import open_store
with closing(open_store(sys.argv[1])) as store:
    store.runs.runs(1)
print("alembic" in sys.modules)
"""


def test_a_database_that_is_up_to_date_is_opened_without_loading_alembic(url: str) -> None:
    looked = subprocess.run([sys.executable, "-c", LOOK, url], cwd=ROOT, capture_output=True, text=True, check=True)
    assert looked.stdout == "False\n"


def test_opening_again_changes_nothing(url: str) -> None:
    with closing(open_store(url)) as store, store.database.reading() as connection:
        before = schema_of(connection)
    with closing(open_store(url)) as store, store.database.reading() as connection:
        assert schema_of(connection) == before


def test_of_many_who_open_a_new_database_at_once_all_find_it_ready(bare_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for opening in [pool.submit(open_store, bare_url) for _ in range(4)]:
            with closing(opening.result()) as store:
                assert store.runs.runs(1) == ()


def test_a_migration_that_breaks_off_leaves_nothing(bare_url: str) -> None:
    def break_off() -> None:
        with closing(Database(parse_url(bare_url))) as database, database.migrating() as connection:
            connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
            raise KeyError

    with pytest.raises(KeyError):
        break_off()
    with closing(open_store(bare_url)) as store, store.database.reading() as connection:
        assert "half" not in schema_of(connection)


def test_foreign_keys_hold_again_after_a_migration(url: str) -> None:
    with closing(Database(parse_url(url))) as database:
        with database.migrating():
            pass
        with pytest.raises(Exception, match="do not fit together"), database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO delivery (digest_id, channel, target, message_id, state, attempts, reason)"
                " VALUES (77, '', '', '', 'pending', 0, '')"
            )
