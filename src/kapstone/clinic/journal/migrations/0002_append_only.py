"""The journal only grows, and only at the end of each stream: the database itself sees to it."""

from typing import ClassVar

from django.db import migrations

from kapstone.clinic.journal.append_only import append_only

REFUSE = """
create function kapstone_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op
        using errcode = 'insufficient_privilege', hint = 'Correct a record by a later one.';
end $$;
"""

CHAINED = """
create function journal_only_at_the_end() returns trigger language plpgsql as $$
declare
    last record;
begin
    select sequence, hash into last from journal_entry where stream = new.stream order by sequence desc limit 1;
    if new.sequence <> coalesce(last.sequence, 0) + 1 then
        raise exception 'journal stream %: line % cannot follow line %', new.stream, new.sequence, coalesce(last.sequence, 0)
            using errcode = 'check_violation';
    end if;
    if new.previous_hash <> coalesce(last.hash, repeat('0', 64)) then
        raise exception 'journal stream %: line % does not name the hash before it', new.stream, new.sequence
            using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger journal_entry_at_the_end before insert on journal_entry
    for each row execute function journal_only_at_the_end();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("journal", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(REFUSE, "drop function kapstone_refuse_change();"),
        migrations.RunSQL(
            CHAINED, "drop trigger journal_entry_at_the_end on journal_entry; drop function journal_only_at_the_end();"
        ),
        append_only("journal_entry"),
    ]
