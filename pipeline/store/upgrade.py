"""Bringing a database to this program's schema."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sqlalchemy as sa

from pipeline.errors import StoreError
from pipeline.store.database import Database
from pipeline.store.tables import SOURCE

SCRIPTS = Path(__file__).parent / "migrations"
VERSION_TABLE = "seedwatch_schema"  # not "alembic_version": a PostgreSQL database may serve other programs too


def upgrade(database: Database) -> None:
    """Migrate to the newest schema, in one transaction; whoever comes meanwhile waits and then finds it done.

    Raises ``StoreError`` for a database of a newer program or of another one.
    """
    with database.reading() as connection:
        ready = _is_ready(database, connection)
    database.log_ahead()  # only now: it changes the file, and that of another program is to be left alone
    if not ready:
        with database.migrating() as connection:
            _is_ready(database, connection)
            if _version(connection) is None:
                create(connection)
            else:
                migrate(connection)


def create(connection: sa.Connection) -> None:
    """Make the newest schema in an empty database: what all migrations lead to, without loading what runs them."""
    SOURCE.metadata.create_all(connection)
    version = sa.Column("version_num", sa.String(32), primary_key=True)
    table = sa.Table(VERSION_TABLE, sa.MetaData(), version)
    table.create(connection)
    connection.execute(table.insert().values(version_num=revisions()[-1]))


def migrate(connection: sa.Connection, revision: str = "head") -> None:
    """Run the migrations that lead to ``revision``; those that were run before are left out."""
    # Here, for it takes half a second to load and nearly every start finds the schema up to date.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def check_schema(database: Database) -> None:
    """Raise ``StoreError`` unless the schema is the newest; change nothing."""
    with database.reading() as connection:
        if not _is_ready(database, connection):
            reason = "the database is still empty, or of an older seedwatch"
            raise StoreError(_subject(database), reason, remedy="Run `seedwatch run` first: it brings it up to date.")


@cache
def revisions() -> tuple[str, ...]:
    """The numbers of all migrations, oldest first: their files begin with them."""
    return tuple(sorted(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py")))


def _is_ready(database: Database, connection: sa.Connection) -> bool:
    """Whether the schema is the newest; raises ``StoreError`` for a database that is none of this program's."""
    version = _version(connection)
    if version is None:
        _refuse_strangers(database, connection)
    elif version not in revisions():
        reason = f"the database was written by a newer seedwatch (schema {version})"
        raise StoreError(_subject(database), reason, remedy="Update seedwatch, or name another database.")
    return version == revisions()[-1]


def _subject(database: Database) -> str:
    return str(database.file or database.name)


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    version: str | None = connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608  # a constant
    return version


def _refuse_strangers(database: Database, connection: sa.Connection) -> None:
    tables = set(sa.inspect(connection).get_table_names())
    foreign = tables if database.is_sqlite else tables & set(SOURCE.metadata.tables)
    if foreign:
        reason = f"the database belongs to another program: it has a table {min(foreign)!r}"
        raise StoreError(_subject(database), reason, remedy="Name another database.")
