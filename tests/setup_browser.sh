#!/usr/bin/env bash
# Makes sure that a Chromium is there for the browser tests; installs Debian's where apt-get exists.
set -euo pipefail

find_browser() {
    local name
    for name in "${KEPU_CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$name" ] && command -v "$name" >/dev/null; then return 0; fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else return 1
    fi
}

install_browser() {
    command -v apt-get >/dev/null || return 1
    echo "Installing Debian's chromium for the browser tests (needed once) ..." >&2
    as_root apt-get -qq update &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null
}

if [ -n "${KEPU_CHROMIUM:-}" ] && ! command -v "$KEPU_CHROMIUM" >/dev/null; then
    echo "KEPU_CHROMIUM=$KEPU_CHROMIUM is no program: set it to a Chromium or Chrome, or unset it." >&2
    exit 1
fi
find_browser && exit 0
install_browser && find_browser && exit 0
echo "The browser tests cannot run: no Chromium was found and none could be installed." >&2
echo "Install one (Debian: apt-get install chromium) or set KEPU_CHROMIUM to the path of a Chromium or Chrome." >&2
exit 1
