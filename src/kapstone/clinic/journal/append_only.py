"""Makes a table append-only in the database itself; for the migrations of any room that has such a table."""

from django.db.migrations import RunSQL

__all__ = ["append_only"]


def append_only(table: str) -> RunSQL:
    """Refuse UPDATE, DELETE and TRUNCATE on `table`, and take those rights from the serving role where there is one.

    The migration that uses it depends on ("journal", "0002_append_only"), which makes the trigger's function.
    """
    assert table.replace("_", "").isalnum()
    return RunSQL(
        sql=f"""
            create trigger {table}_rows_stay before update or delete on {table}
                for each row execute function kapstone_refuse_change();
            create trigger {table}_stays before truncate on {table}
                for each statement execute function kapstone_refuse_change();
            do $$ begin
                if exists (select from pg_roles where rolname = 'kapstone_app') then
                    revoke update, delete, truncate on {table} from kapstone_app;
                end if;
            end $$;
        """,  # noqa: S608  # the name of a table is ours
        reverse_sql=f"drop trigger {table}_stays on {table}; drop trigger {table}_rows_stay on {table};",
    )
