from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from inference_platform.checks import read_folder, read_tree
from inference_platform.errors import ConfigError

_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n"


def _write(root: Path, files: Mapping[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def test_an_environment_is_read_chart_by_chart(tmp_path: Path) -> None:
    root = _write(
        tmp_path / "prod",
        {
            "proxy/ConfigMap.b.yaml": _MAP % "b",
            "cache/ConfigMap.a.yaml": _MAP % "a",
            "cache/kustomization.yaml": "resources: [ConfigMap.a.yaml]",
            "declared.yaml": "external: [{kind: StorageClass, name: fast}]",
            "SECRETS.md": "# Secrets",
            ".hidden/x.yaml": _MAP % "hidden",
        },
    )
    manifests, declared = read_folder(root)
    assert [(each.environment, each.chart, each.name) for each in manifests] == [
        ("prod", "cache", "a"),
        ("prod", "proxy", "b"),
    ]
    assert declared.external[0].name == "fast"


def test_any_folder_of_yaml_is_read(tmp_path: Path) -> None:
    root = _write(
        tmp_path / "other",
        {
            "all.yml": f"---\n{_MAP % 'a'}---\n---\n{_MAP % 'b'}",
            "list.yaml": "kind: List\napiVersion: v1\nitems: [{kind: ConfigMap, metadata: {name: c}}, x]",
            "deep/er/x.yaml": _MAP % "d",
            "maps.yaml": "kind: ConfigMapList\napiVersion: v1\nitems: [{metadata: {name: e}}]",
        },
    )
    manifests, _ = read_folder(root)
    assert [(each.chart, each.name) for each in manifests] == [
        ("", "a"),
        ("", "b"),
        ("deep/er", "d"),
        ("", "c"),
        ("", "e"),
    ]
    assert (manifests[-1].api_version, manifests[-1].kind) == ("v1", "ConfigMap")


def test_texts_that_old_yaml_took_for_something_else_stay_texts(tmp_path: Path) -> None:
    root = _write(
        tmp_path, {"x.yaml": "a: 2025-01-01\nb: 1:30\nc: 0444\nd: 1.5\ne: &x {f: 1}\ng: {<<: *x, f: 2}\nh: ="}
    )
    manifests, _ = read_folder(root)
    assert manifests[0].data == {
        "a": "2025-01-01",
        "b": "1:30",
        "c": 292,
        "d": 1.5,
        "e": {"f": 1},
        "g": {"f": 2},
        "h": "=",
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: [", r"x\.yaml: content must be YAML, got did not find expected node content in line 2; correct the file"),
        ("a: 1\nb: 2\na: 3", r"content must be YAML, got the key a comes twice in one map in line 3"),
        ("\x01", r"content must be YAML, got unacceptable character #x0001"),
        ("- 1", r"document must be an object, got \[1\]; write a Kubernetes manifest"),
        ("just words", r"document must be an object, got 'just words'"),
        ("a: !!python/name:os.system x", r"could not determine a constructor for the tag"),
    ],
)
def test_fails_when_a_file_is_no_manifest(tmp_path: Path, content: str, message: str) -> None:
    root = _write(tmp_path, {"x.yaml": content})
    with pytest.raises(ConfigError, match=message):
        read_folder(root)


def test_fails_when_the_folder_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere: folder must exist, got none; give the path of a folder"):
        read_tree(tmp_path / "nowhere")


def test_fails_when_declarations_are_several_documents(tmp_path: Path) -> None:
    root = _write(tmp_path, {"declared.yaml": "kinds: []\n---\nkinds: []", "x.yaml": _MAP % "x"})
    with pytest.raises(ConfigError, match=r"declared.yaml must be one document, got 2; remove the lines with ---"):
        read_folder(root)


def test_a_folder_of_environments_is_read_as_several(tmp_path: Path) -> None:
    _write(tmp_path, {"dev/declared.yaml": "", "dev/a/x.yaml": _MAP % "x", "prod/a/x.yaml": _MAP % "x"})
    environments = read_tree(tmp_path)
    assert [manifests[0].environment for manifests, _ in environments] == ["dev", "prod"]


def test_a_folder_of_charts_is_read_as_one_environment(tmp_path: Path) -> None:
    _write(tmp_path / "team", {"a/x.yaml": _MAP % "x", "b/y.yaml": _MAP % "y"})
    ((manifests, _),) = read_tree(tmp_path / "team")
    assert [(each.environment, each.chart) for each in manifests] == [("team", "a"), ("team", "b")]


def test_a_folder_with_files_is_one_environment(tmp_path: Path) -> None:
    _write(tmp_path / "team", {"x.yaml": _MAP % "x", "deep/er/y.yaml": _MAP % "y"})
    ((manifests, _),) = read_tree(tmp_path / "team")
    assert {each.environment for each in manifests} == {"team"}


def test_objects_of_other_layouts_may_share_kind_and_name(tmp_path: Path) -> None:
    from inference_platform.checks import check

    document = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, namespace: %s}\n"
    manifests, declared = read_folder(_write(tmp_path, {"all.yaml": f"{document % 'a'}---\n{document % 'b'}"}))
    assert "unique/file" not in {finding.rule for finding in check(manifests, declared)}
