#!/usr/bin/env bash
# Fetches WeCom's own client for Node.js, whose frames ours are compared with, into the environment (never committed).
set -euo pipefail

PACKAGE="@wecom/aibot-node-sdk"
VERSION="1.0.7"
FOLDER="${WECOM_SDK_FOLDER:-$(dirname "$0")/../.venv/wecom-sdk}"

have_node() { command -v node >/dev/null && command -v npm >/dev/null; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else return 1
    fi
}

install_node() {
    command -v apt-get >/dev/null || return 1
    echo "Installing Debian's nodejs and npm for WeCom's own client (needed once) ..." >&2
    as_root apt-get -qq update &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends nodejs npm >/dev/null
}

installed() { grep -qs "\"version\": \"$VERSION\"" "$FOLDER/node_modules/$PACKAGE/package.json"; }

fetch() {
    echo "Fetching $PACKAGE $VERSION (needed once) ..." >&2
    mkdir -p "$FOLDER"
    npm install --prefix "$FOLDER" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts --loglevel=error \
        "$PACKAGE@$VERSION" >/dev/null
}

if have_node || { install_node && have_node; }; then
    installed || fetch || true
fi
installed && exit 0
echo "WeCom's own client is not there (it needs node, npm and the npm registry)." >&2
if [ "${WECOM_SDK:-}" = required ]; then exit 1; fi
echo "The frames are compared with those that were recorded from it; with it they are compared live." >&2
