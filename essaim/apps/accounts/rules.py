"""A person is forgotten two years after the last visit, warned a month before; an unconfirmed address, in a week."""

import re
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

KEPT_UNCONFIRMED = timedelta(days=7)
KEPT_INACTIVE = timedelta(days=2 * 365)
NOTICE = timedelta(days=30)

# Thirty phones of a room share one network, and each may well mistype its address more than once.
MOST_WRONG_TRIES = 100
A_WHILE = 5 * 60  # seconds
IPV6, HOUSEHOLD = 6, 64

BROWSERS = ("Edg", "OPR", "SamsungBrowser", "Firefox", "FxiOS", "Chrome", "CriOS", "Safari")
BROWSER_NAMES = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
}
SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Mac OS X", "CrOS", "Linux")
SYSTEM_NAMES = {"Mac OS X": "macOS", "CrOS": "ChromeOS"}


def unconfirmed_before(at: datetime) -> datetime:
    """Return the moment before which an account opened and never confirmed is deleted."""
    return at - KEPT_UNCONFIRMED


def quiet_since(at: datetime) -> datetime:
    """Return the moment before which a last visit earns a warning."""
    return at - KEPT_INACTIVE + NOTICE


def warned_before(at: datetime) -> datetime:
    """Return the moment before which a warning left without a visit ends in erasure."""
    return at - NOTICE


def passkeys_work_on(host: str) -> bool:
    """Return whether browsers accept passkeys for this host (with or without a port): they need a name."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return True
    return False


def device_name(user_agent: str) -> str:
    """Return "Firefox, Windows" for what a browser says of itself; an empty string if it says nothing known."""
    browser = next((known for known in BROWSERS if f"{known}/" in user_agent), "")
    system = next((known for known in SYSTEMS if re.search(rf"\b{known}\b", user_agent)), "")
    names = (BROWSER_NAMES.get(browser, browser), SYSTEM_NAMES.get(system, system))
    return ", ".join(name for name in names if name)


def network_of(address: str) -> str:
    """Return what tries from an address are counted under: of the sixth version, the half that a household shares."""
    try:
        known = ip_address(address)
    except ValueError:  # what a proxy wrote there is no address: it stands for itself
        return address
    return str(ip_network((known, HOUSEHOLD), strict=False)) if known.version == IPV6 else address


def wrong_tries_from(network: str) -> str:
    """Return under which name the secret addresses that open nothing, tried from there, are counted."""
    return f"wrong tries {network}"
