from datetime import UTC, datetime

import pytest

from essaim.apps.accounts import rules

NOON = datetime(2026, 6, 30, 12, tzinfo=UTC)
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
EDGE = f"{CHROME.replace('X11; Linux x86_64', 'Windows NT 10.0')} Edg/140.0.0.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (CHROME, "Chrome, Linux"),
        (EDGE, "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        (MAC, "Safari, macOS"),
        (ANDROID, "Chrome, Android"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_in_two_words(user_agent, name):
    assert rules.device_name(user_agent) == name


@pytest.mark.parametrize(
    ("host", "work"),
    [
        ("localhost", True),
        ("localhost:8000", True),
        ("essaim.example.org", True),
        ("127.0.0.1", False),
        ("192.168.1.20:8000", False),
        ("[::1]", False),
        ("[::1]:8000", False),
    ],
)
def test_passkeys_need_a_name(host, work):
    assert rules.passkeys_work_on(host) is work


def test_a_person_is_forgotten_two_years_after_the_last_visit_and_warned_a_month_before():
    assert rules.unconfirmed_before(NOON) == datetime(2026, 6, 23, 12, tzinfo=UTC)
    assert rules.quiet_since(NOON) == datetime(2024, 7, 30, 12, tzinfo=UTC)
    assert rules.warned_before(NOON) == datetime(2026, 5, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_addresses_of_the_sixth_version_are_counted_by_household(address, network):
    assert rules.network_of(address) == network
