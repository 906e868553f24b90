#!/bin/sh
# The system libraries that Qt's window and offscreen platforms load, what the tests look at PDFs with, and strace, by which they record
# what reaches the disk before a power cut.
# Installed where we are root on Debian or Ubuntu; named in one message elsewhere; nothing to do on Windows or macOS.
set -eu
NEEDED="libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 poppler-utils python3-venv binutils strace"
command -v dpkg-query >/dev/null 2>&1 || exit 0
missing=""
for name in $NEEDED; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q "install ok installed" || missing="$missing $name"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $missing
else
    echo "These system packages are missing:$missing" >&2
    echo "Install them once with: sudo apt-get install$missing" >&2
    exit 1
fi
