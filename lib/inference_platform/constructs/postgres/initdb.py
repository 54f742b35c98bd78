"""Settings of an empty database cluster."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from inference_platform.errors import Problem
from inference_platform.units import Matches

__all__ = ["InitDb"]

_Locale = Annotated[
    str,
    Matches(
        r"[A-Za-z0-9_.@-]+",
        "a locale such as C, C.UTF-8 or en-US",
        "write the name as PostgreSQL lists it in pg_collation",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class InitDb:
    """How an empty database cluster is made; without effect on one that exists."""

    encoding: Literal["UTF8", "SQL_ASCII", "LATIN1"] = "UTF8"
    """Character encoding; LiteLLM stores UTF-8."""

    locale: _Locale = "C"
    """Sorting (`LC_COLLATE`) and character classes (`LC_CTYPE`) of the C library. Sets both, because
    CloudNativePG's own default C for them would win over initdb's single option."""

    icu_locale: _Locale | None = None
    """Sorting by ICU instead, for example `en-US`; its order does not change with the image's C library."""

    builtin_locale: Literal["C", "C.UTF-8", "PG_UNICODE_FAST"] | None = None
    """Sorting by PostgreSQL itself instead; PostgreSQL 17 or newer."""

    data_checksums: bool = True
    """Whether damaged pages are noticed when they are read. PostgreSQL 18 always does."""

    post_init_application_sql: tuple[str, ...] = ()
    """Statements that the superuser runs once in the new database, for example `CREATE EXTENSION ...`."""

    def rules(self) -> Iterator[Problem]:
        """One provider of the locale, and an encoding that it knows; initdb fails otherwise."""
        if self.icu_locale is not None and self.builtin_locale is not None:
            yield Problem(
                field="builtin_locale",
                must_be="left out when icu_locale is given",
                got=self.builtin_locale,
                do="keep one of them",
            )
        plain = self.locale in ("C", "POSIX") and not self.icu_locale and self.builtin_locale in (None, "C")
        if self.encoding != "UTF8" and not plain:
            yield Problem(
                field="encoding",
                must_be="UTF8 with a locale other than C",
                got=self.encoding,
                do="leave it out, or sort by C",
            )

    def version_problems(self, major: int) -> Iterator[Problem]:
        """What a major version of PostgreSQL cannot do."""
        if not self.data_checksums and major >= 18:
            yield Problem(
                field="initdb.data_checksums",
                must_be="true with PostgreSQL 18 or newer",
                got=self.data_checksums,
                do="leave it out; CloudNativePG cannot switch checksums off there",
            )
        if self.builtin_locale is not None and major < 17:
            yield Problem(
                field="initdb.builtin_locale",
                must_be="left out before PostgreSQL 17",
                got=self.builtin_locale,
                do="use icu_locale or a newer image",
            )
