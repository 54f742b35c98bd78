"""Settings of backups: the object store, the schedule, and a start from an earlier backup."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from inference_platform.checks.cron import is_schedule
from inference_platform.constructs.pods import Resources
from inference_platform.errors import Problem
from inference_platform.refs import SecretKeyRef, ServiceRef
from inference_platform.units import Between, Cron6, DnsLabel, HttpUrl, Matches, S3Url

__all__ = ["BackupProps", "ObjectStoreProps", "RecoveryProps", "S3Keys", "S3Role"]

_RetentionPolicy = Annotated[
    str,
    Matches(
        r"[1-9][0-9]*[dwm]",
        "a number of days, weeks or months such as 30d",
        "write a whole number with d, w or m",
    ),
]
_RoleArn = Annotated[
    str,
    Matches(
        r"arn:aws[a-z-]*:iam::[0-9]{12}:role/[\w+=,.@/-]+",
        "the ARN of an IAM role such as arn:aws:iam::123456789012:role/backups",
        "copy it from the role",
    ),
]
_Moment = Annotated[
    str,
    Matches(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})",
        "a point in time such as 2025-03-01T06:00:00Z",
        "write it in RFC 3339 with its time zone; without one the server's zone would count",
        parse=datetime.fromisoformat,
    ),
]


def _check_schedule(schedule: str) -> None:
    """Refuse fields and durations that the operator's cron parser refuses; the form is checked before."""
    formed = schedule.startswith("@every ") or len(schedule.split()) == 6
    if formed and not is_schedule(schedule, seconds=True):
        raise ValueError(f"{schedule!r} has a field that is wrong")


_Schedule = Annotated[
    Cron6,
    Matches(
        r".*",
        "a cron expression whose fields are seconds, minutes, hours, day of month, month, day of week (0-6)",
        "correct the field that is out of its range; the seconds come first",
        parse=_check_schedule,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Keys:
    """Access to S3 by keys that a Secret of the platform's namespace holds."""

    access_key_id: SecretKeyRef
    """Key of the Secret with the access key id."""

    secret_access_key: SecretKeyRef
    """Key of the Secret with the secret access key."""

    session_token: SecretKeyRef | None = None
    """Key of the Secret with a session token. Default: none is used."""

    region: SecretKeyRef | None = None
    """Key of the Secret with the region. Default: what the endpoint implies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class S3Role:
    """Access to S3 by the IAM role of the database's ServiceAccount; nothing secret to keep."""

    arn: _RoleArn | None = None
    """Role for EKS' IAM roles for service accounts, written on the ServiceAccount as
    `eks.amazonaws.com/role-arn`. Default: the role comes from an EKS Pod Identity association made elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectStoreProps:
    """A place in S3, or in a store that speaks its protocol, as Barman Cloud uses it."""

    destination_path: S3Url
    """Bucket and path, for example `s3://backups/llm`."""

    credentials: S3Keys | S3Role
    """How to get in."""

    endpoint: HttpUrl | ServiceRef | None = None
    """URL of a store that is not AWS, or the Service of one inside the cluster. Default: AWS S3."""

    endpoint_ca: SecretKeyRef | None = None
    """Certificate authority of the endpoint, if it is a private one; with a ServiceRef it means HTTPS."""

    wal_compression: Literal["bzip2", "gzip", "lz4", "snappy", "xz", "zstd"] | None = "gzip"
    """Compression of WAL files; none stores them as they are."""

    data_compression: Literal["bzip2", "gzip", "lz4", "snappy"] | None = "gzip"
    """Compression of base backups; none stores them as they are."""

    encryption: Literal["AES256", "aws:kms"] | None = None
    """Encryption that S3 is asked for. Default: what the bucket's own policy says."""

    wal_max_parallel: Annotated[int, Between(1, 32)] = 1
    """WAL files that are sent or fetched at once."""

    data_jobs: Annotated[int, Between(1, 32)] = 2
    """Uploads of a base backup at once."""

    tags: Mapping[str, str] | None = None
    """Object tags of backups and WAL files, for lifecycle rules. Default: none."""

    sidecar: Resources = Resources(cpu="50m", memory="128Mi", memory_limit="1Gi")
    """CPU and memory of the plugin's container in every database pod; base backups need memory only while they
    run, hence the higher limit."""

    def rules(self) -> Iterator[Problem]:
        """A private authority needs an endpoint that it signs."""
        if self.endpoint_ca is not None and self.endpoint is None:
            yield Problem(
                field="endpoint_ca",
                must_be="given together with endpoint",
                got=self.endpoint_ca.key,
                do="name the endpoint, or leave it out for AWS",
            )
        if self.endpoint_ca is not None and str(self.endpoint).startswith("http://"):
            yield Problem(
                field="endpoint",
                must_be="a URL with https:// because endpoint_ca is given",
                got=self.endpoint,
                do="use https:// or leave endpoint_ca out",
            )

    @property
    def endpoint_url(self) -> str | None:
        """URL of the endpoint, or none for AWS."""
        if isinstance(self.endpoint, ServiceRef):
            return self.endpoint.url("https" if self.endpoint_ca else "http")
        return self.endpoint

    @property
    def secret_keys(self) -> tuple[SecretKeyRef, ...]:
        """Every key of a Secret that is needed to get in."""
        keys = [self.endpoint_ca]
        if isinstance(self.credentials, S3Keys):
            each = self.credentials
            keys += [each.access_key_id, each.secret_access_key, each.session_token, each.region]
        return tuple(key for key in keys if key is not None)

    @property
    def role_arn(self) -> str | None:
        """The role that the ServiceAccount must carry, if any."""
        return self.credentials.arn if isinstance(self.credentials, S3Role) else None

    @property
    def place(self) -> tuple[str, str | None]:
        """What tells two places apart."""
        return self.destination_path.rstrip("/"), self.endpoint_url


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupProps:
    """Continuous archiving of the WAL and scheduled base backups, with the Barman Cloud plugin.

    The plugin must be installed beside the CloudNativePG operator, and needs cert-manager.
    """

    store: ObjectStoreProps
    """Where backups go."""

    schedule: _Schedule = "0 0 3 * * *"
    """When a base backup starts, in UTC: six cron fields, seconds first. Default: every night at 3."""

    retention_policy: _RetentionPolicy = "30d"
    """How far back a restore must be possible; what is older is deleted after each backup."""

    immediate: bool = True
    """Whether the first base backup starts at once; without one there is nothing to restore until the schedule
    comes round."""

    server_name: DnsLabel | None = None
    """Folder below the destination. Default: the name of the database cluster. A restored cluster needs a new
    one, because archiving starts only in an empty folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryProps:
    """Start a new database cluster from a backup instead of empty; without effect on one that exists."""

    server_name: DnsLabel
    """Folder of the backup below the destination: the name that the old cluster archived under."""

    store: ObjectStoreProps | None = None
    """Where the backup lies. Default: the store of `backup`."""

    target_time: _Moment | None = None
    """Restore the state of this moment. Default: the latest that was archived."""
