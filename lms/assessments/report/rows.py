"""Plain statements: what a report reads comes without rows of the ORM, a column of a group as one text."""

from django.db import connection

TOGETHER = {"postgresql": "string_agg({}::text, ',')", "sqlite": "group_concat({})"}


def together(*columns: str) -> str:
    """Each column of a group as one text with commas."""
    return ", ".join(TOGETHER[connection.vendor].format(column) for column in columns)


def rows_of(statement: str, values: list) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
