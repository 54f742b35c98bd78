"""Rules: databases of CloudNativePG that pass the CEL rules of their CRDs, which no plain schema holds."""

from __future__ import annotations

from collections.abc import Iterator

from inference_platform.checks import kinds
from inference_platform.checks.alternatives import at_most_one
from inference_platform.checks.index import Index
from inference_platform.checks.reading import number, table, text, value_at, words
from inference_platform.checks.rule import Violation, rule

__all__ = ["images", "instances", "locales", "object_stores", "synchronous"]

_LARGEST_COUNT = 2**31 - 1
_CATALOGS = ("ImageCatalog", "ClusterImageCatalog")
_PROVIDERS = {"builtinLocale": "builtin", "icuLocale": "icu", "icuRules": "icu"}


@rule("database/image")
def images(index: Index) -> Iterator[Violation]:
    """A database or pooler has one image, by its name or from a catalog of CloudNativePG."""
    for cluster in index.of(kinds.DATABASE_CLUSTER):
        yield from at_most_one(cluster, "spec", cluster.spec, ("imageName", "imageCatalogRef"))
    for pooler in index.of(kinds.POOLER):
        yield from at_most_one(pooler, "spec.pgbouncer", table(pooler.spec, "pgbouncer"), ("image", "imageCatalogRef"))
    for manifest in index.of(kinds.DATABASE_CLUSTER, kinds.POOLER):
        way = ("imageCatalogRef",) if manifest.type == kinds.DATABASE_CLUSTER else ("pgbouncer", "imageCatalogRef")
        catalog = table(manifest.spec, *way)
        field = ".".join(("spec", *way))
        if catalog and text(catalog, "kind") not in _CATALOGS:
            kind = text(catalog, "kind") or "nothing"
            yield Violation(manifest, f"{field}.kind", " or ".join(_CATALOGS), kind, "name a catalog")
        if catalog and text(catalog, "apiGroup") != kinds.DATABASE_CLUSTER.group:
            group = text(catalog, "apiGroup") or "nothing"
            yield Violation(manifest, f"{field}.apiGroup", kinds.DATABASE_CLUSTER.group, group, "write this group")


@rule("database/instances")
def instances(index: Index) -> Iterator[Violation]:
    """The number of a database's or a pooler's instances is one that a scale of Kubernetes can have."""
    for manifest in index.of(kinds.DATABASE_CLUSTER, kinds.POOLER):
        count = number(manifest.spec, "instances")
        if count is not None and not 0 <= count <= _LARGEST_COUNT:
            yield Violation(
                manifest, "spec.instances", f"0 to {_LARGEST_COUNT}", str(count), "write how many shall run"
            )


@rule("database/locale")
def locales(index: Index) -> Iterator[Violation]:
    """A new database has settings of a locale provider only with that provider."""
    for cluster in index.of(kinds.DATABASE_CLUSTER):
        initdb = table(cluster.spec, "bootstrap", "initdb")
        provider = text(initdb, "localeProvider")
        for name, needed in _PROVIDERS.items():
            if initdb.get(name) is not None and provider != needed:
                yield Violation(
                    cluster,
                    f"spec.bootstrap.initdb.{name}",
                    f"absent unless localeProvider is {needed}",
                    f"given with {provider or 'no provider'}",
                    f"remove it or write localeProvider: {needed}",
                )


@rule("database/synchronous")
def synchronous(index: Index) -> Iterator[Violation]:
    """Synchronous replication waits for at least one replica, and for named ones only if it always waits."""
    for cluster in index.of(kinds.DATABASE_CLUSTER):
        settings = table(cluster.spec, "postgresql", "synchronous")
        count = number(settings, "number")
        if count is not None and count < 1:
            yield Violation(
                cluster,
                "spec.postgresql.synchronous.number",
                "at least 1",
                str(count),
                "leave synchronous out for none",
            )
        durability = text(settings, "dataDurability")
        named = [name for name in ("standbyNamesPre", "standbyNamesPost") if value_at(settings, name)]
        # Without a value the CRD's rule about it cannot be evaluated, and the API server takes that for a break.
        if named and durability != "required":
            yield Violation(
                cluster,
                "spec.postgresql.synchronous.dataDurability",
                f"required beside {' and '.join(named)}",
                durability or "nothing",
                "write it or remove the names",
            )


@rule("database/object-store")
def object_stores(index: Index) -> Iterator[Violation]:
    """An ObjectStore leaves the server's name to the Cluster and the log level to its own field."""
    for store in index.of(kinds.OBJECT_STORE):
        if value_at(store.spec, "configuration", "serverName") is not None:
            do = "write the parameter serverName of the Cluster's plugin"
            yield Violation(store, "spec.configuration.serverName", "absent", "given", do)
        for argument in words(store.spec, "instanceSidecarConfiguration", "additionalContainerArgs"):
            if argument.startswith("--log-level"):
                field = "spec.instanceSidecarConfiguration.additionalContainerArgs"
                yield Violation(store, field, "without --log-level", argument, "use logLevel beside it")
