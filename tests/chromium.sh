#!/bin/sh
# The browser journeys need Chromium: find it, or install it where that is allowed, or say what to run.
set -e
[ -n "$CHROMIUM" ] && [ -x "$CHROMIUM" ] && exit 0
[ -x /usr/bin/chromium ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null
    exit 0
fi
echo "Chromium is missing. As root: apt-get install --no-install-recommends chromium fonts-dejavu-core" >&2
echo "(or set CHROMIUM to the path of a Chromium of yours)" >&2
exit 1
