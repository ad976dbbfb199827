#!/bin/sh
# Trials in a real spreadsheet program need LibreOffice: find it, or install it where that is allowed, or say what to run.
set -e
command -v "${SOFFICE:-soffice}" >/dev/null && [ -e /usr/lib/libreoffice/program/libsclo.so ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-calc libreoffice-writer >/dev/null
    exit 0
fi
echo "LibreOffice is missing. As root: apt-get install --no-install-recommends libreoffice-calc libreoffice-writer" >&2
echo "(or set SOFFICE to the path of a soffice of yours)" >&2
exit 1
