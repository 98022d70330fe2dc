#!/bin/sh
# Installs Chromium and the ChromeDriver of the same version from the packages of a Debian-like system. Needs root.
# The browser tests run it by themselves when they find no browser and cannot download one.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends chromium chromium-driver
