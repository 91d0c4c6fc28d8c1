#!/bin/sh
# Installs a release: fetches it, verifies its SHA-256, unpacks it and puts `sandwright` on the path. Stops before unpacking on a mismatch.
#   install.sh BASE-ADDRESS VERSION SHA256 [PREFIX]      PREFIX is /usr/local by default
set -eu
[ $# -ge 3 ] || { echo "usage: install.sh BASE-ADDRESS VERSION SHA256 [PREFIX]" >&2; exit 2; }
base=$1 version=$2 sum=$3 prefix=${4:-/usr/local}
case $(uname -m) in x86_64) arch=x64 ;; aarch64 | arm64) arch=arm64 ;; *) arch=$(uname -m) ;; esac
name=sandwright-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$arch.tar.gz
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
curl -fsSL --max-time 600 -o "$work/$name" "$base/$name"
echo "$sum  $work/$name" | sha256sum -c - >/dev/null || { echo "install.sh: $name does not have the SHA-256 $sum; nothing was installed" >&2; exit 1; }
mkdir -p "$prefix/lib" "$prefix/bin"
tar -xzf "$work/$name" -C "$work"
rm -rf "$prefix/lib/sandwright-$version"
mv "$work/sandwright-$version" "$prefix/lib/"
ln -sfn "../lib/sandwright-$version/bin/sandwright" "$prefix/bin/sandwright"
echo "installed $("$prefix/bin/sandwright" --version) in $prefix"
