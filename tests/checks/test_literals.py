from __future__ import annotations

import pytest

from inference_platform.checks.literals import assignments, is_sensitive_name, known_secret, looks_secret

_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


# Every example is put together here, so that no scanner takes this file for a leak.
@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("-----BEGIN RSA " + "PRIVATE KEY-----\nMIIE", "a private key"),
        ("-----BEGIN " + "PRIVATE KEY-----", "a private key"),
        ("id: AKIA" + "IOSFODNN7EXAMPLE", "an AWS access key"),
        ("eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0.abcdefgh1234", "a JSON web token"),
        ("key=sk-" + "proj-abcdefgh12345678", "an API key"),
        ("ghp_" + "a1B2" * 9, "an access token"),
        ("hf_" + "a1B2" * 8, "an access token"),
        ("redis://:geheim@cache:6379", "a password in a URL"),
        ("postgresql://app:p%40ss@db/app", "a password in a URL"),
        ("http://a.example.com and amqp://u:geheim@b", "a password in a URL"),
    ],
)
def test_fails_when_a_text_is_a_known_kind_of_secret(text: str, what: str) -> None:
    assert known_secret(text) == what


@pytest.mark.parametrize(
    "text",
    [
        f"sha256:{_DIGEST}",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "sk-{{ .master }}",
        "sk-learn-models-and-more",
        "task-1234567890123456",
        "postgresql://app:$(PASSWORD)@db/app",
        "postgresql://app:${PASSWORD}@db/app",
        "postgresql://app:{{ .password }}@db/app",
        "postgresql://app:<password>@db/app",
        "https://grafana.example.com:3000/d/abc@v1",
        "http://10.0.0.1:8080/path?email=a@example.com",
        "-----BEGIN CERTIFICATE-----",
        "eyJ is how a token begins",
    ],
)
def test_texts_that_only_look_like_secrets_pass(text: str) -> None:
    assert known_secret(text) == ""


@pytest.mark.parametrize("name", ["DB_PASSWORD", "api_key", "apiKey", "HF_TOKEN", "clientSecret", "LITELLM_SALT_KEY"])
def test_names_of_secrets_are_known(name: str) -> None:
    assert is_sensitive_name(name)


@pytest.mark.parametrize(
    "name", ["", "max_tokens", "TOKENIZERS_PARALLELISM", "secretName", "password_file", "token-ttl", "keyboard", "key"]
)
def test_names_that_only_sound_like_secrets_pass(name: str) -> None:
    assert not is_sensitive_name(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("password", "x"),
        ("DB_PASSWORD", "geheim"),
        ("token", "x8Tq2mNz71LpW"),
        ("client_secret", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
        ("secret", _DIGEST),
    ],
)
def test_fails_when_something_with_such_a_name_has_a_literal_value(name: str, value: str) -> None:
    assert looks_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("password", ""),
        ("password", "$(DB_PASSWORD)"),
        ("password", "os.environ/DB_PASSWORD"),
        ("password", "/run/secrets/password"),
        ("password", "true"),
        ("password", "DB_PASSWORD"),
        ("token", "short1"),
        ("token", "a-long-word-without-digits"),
        ("token", "123456789012345"),
        ("token", "aaaaaaaaaaaaaaa1"),
        ("secret", "two words and 1 digit"),
        ("token", "https://auth.example.com/oauth2/token"),
        ("token", "prefix-${SUFFIX}-12345"),
    ],
)
def test_references_and_settings_pass(name: str, value: str) -> None:
    assert not looks_secret(name, value)


def test_lines_of_every_usual_format_are_read() -> None:
    content = "\n".join(
        [
            "  api_key: one",
            "PASSWORD=two",
            'token = "three"',
            "{'secret': 'four', \"apiKey\": \"\"}",
            "requirepass five",
        ]
    )
    assert dict(assignments(content)) == {
        "api_key": "one",
        "PASSWORD": "two",
        "token": "three",
        "secret": "four",
        "apiKey": "",
    }
