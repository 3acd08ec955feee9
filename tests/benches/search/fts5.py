"""Indexes a folder with SQLite FTS5 and times queries: `fts5.py FOLDER < queries`."""

import pathlib
import re
import sqlite3
import sys
import time

LIMIT = 50


def index(folder):
    """A database in memory with a row for each page."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table pages using fts5(title, keys, body, tokenize='porter unicode61', prefix='2 3')")
    for path in pathlib.Path(folder).rglob("*.md"):
        _, matter, body = path.read_text().split("+++", 2)
        title = re.search(r'title = "(.*)"', matter)[1]
        database.execute("insert into pages values (?, ?, ?)", (title, matter, body))
    database.commit()
    return database


def expression(query):
    """Any of the words, the last one as a prefix, as the finder takes them."""
    words = re.findall(r"\w+", query)
    return " OR ".join(f'"{word}"' for word in words[:-1]) + (" OR " if words[1:] else "") + f'"{words[-1]}"*'


def search(database, query):
    """Nanoseconds of the processor until the best hits with their snippets are there."""
    start = time.thread_time_ns()
    database.execute(
        "select title, snippet(pages, 2, '', '', '', 16) from pages where pages match ?"
        " order by bm25(pages, 4.0, 2.5, 1.0) limit ?",
        (expression(query), LIMIT),
    ).fetchall()
    return time.thread_time_ns() - start


def main():
    start = time.perf_counter()
    try:
        database = index(sys.argv[1])
    except sqlite3.OperationalError as error:
        print(f"not measured: {error}")
        return
    print(f"{sqlite3.sqlite_version}: build {time.perf_counter() - start:.1f}s")
    for query in sys.stdin.read().splitlines():
        if re.search(r"\w", query):
            print(search(database, query))


main()
