#!/bin/sh
# Sees to what the build needs beside Go, git and make: a C compiler with its
# headers, pkg-config, and libz3 with its headers.
#
#   scripts/setup.sh           install what is missing (apt, as root or with
#                              sudo that asks no password), or say what to install
#   scripts/setup.sh --check   only say it
#
# Status 0: everything is there; 1: something is missing. With nothing missing
# it takes a tenth of a second, asks no package manager and prints nothing, so
# every make target starts with it. There is no stamp file: a stamp outlives
# the package that it speaks of.
set -eu

cd "$(dirname "$0")/.."

# The oldest libz3 whose C interface the binding uses; Debian bookworm has 4.8.12.
z3_min=4.8

say() { printf '%s\n' "$*" >&2; }

# go_ok: a Go that accepts go.mod. An older one would either fetch the right
# toolchain itself or fail later with a message that does not name the cause.
go_ok() {
	want=$(sed -n 's/^go \([0-9]*\.[0-9]*\).*/\1/p' go.mod)
	if ! command -v go >/dev/null 2>&1; then
		say "setup: Go is missing: install Go $want or newer (https://go.dev/dl)."
		return 1
	fi
	# A Go from 1.21 on says itself what it lacks; an older one prints its number.
	if ! version=$(go env GOVERSION 2>&1); then
		say "setup: the go command does not run here: $version"
		return 1
	fi
	have=$(printf '%s\n' "$version" | sed -n 's/^go\([0-9]*\.[0-9]*\).*/\1/p')
	if [ -z "$have" ] || [ "${have%%.*}" -lt "${want%%.*}" ] ||
		{ [ "${have%%.*}" -eq "${want%%.*}" ] && [ "${have#*.}" -lt "${want#*.}" ]; }; then
		say "setup: Go ${have:-$version} is too old: install Go $want or newer (https://go.dev/dl)."
		return 1
	fi
}

compiler() {
	cc=${CC:-$(CGO_ENABLED=1 go env CC)}
	# CC may carry flags: only its first word is a program.
	printf '%s\n' "${cc%% *}"
}

# missing: one line for each thing that is not there; nothing when all is.
missing() {
	cc=$(compiler)
	if ! command -v "$cc" >/dev/null 2>&1; then
		echo "a C compiler ($cc)"
	elif ! printf '#include <stdlib.h>\n' | "$cc" -fsyntax-only -x c - 2>/dev/null; then
		echo "the C library's headers (stdlib.h)"
	fi
	if ! command -v pkg-config >/dev/null 2>&1; then
		echo "pkg-config"
		echo "libz3 $z3_min or newer, with its headers (cannot be looked for without pkg-config)"
	elif ! pkg-config --exists z3 2>/dev/null; then
		echo "libz3 $z3_min or newer, with its headers (pkg-config does not know z3)"
	elif ! pkg-config --atleast-version="$z3_min" z3; then
		echo "libz3 $z3_min or newer (pkg-config finds $(pkg-config --modversion z3))"
	fi
}

instructions() {
	say "Install these, then run the same command again:"
	say "  Debian, Ubuntu   apt-get update && apt-get install gcc libc6-dev pkg-config libz3-dev"
	say "  Fedora           dnf install gcc glibc-devel pkgconf-pkg-config z3-devel"
	say "  macOS            xcode-select --install; brew install pkgconf z3"
}

# as_root: runs a command with the rights that apt needs, or fails where it
# would have to ask for a password.
as_root() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
		sudo -n "$@"
	else
		return 1
	fi
}

apt_install() {
	as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -q --no-install-recommends gcc libc6-dev pkg-config libz3-dev
}

go_ok || exit 1

if [ "${CGO_ENABLED:-1}" = 0 ]; then
	say "setup: CGO_ENABLED=0 is set, and the binding to libz3 is a cgo package: unset it."
	exit 1
fi

lack=$(missing)
[ -n "$lack" ] || exit 0
say "setup: missing:"
printf '%s\n' "$lack" | sed 's/^/  - /' >&2

if [ "${1:-}" = --check ]; then
	instructions
	exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
	say "setup: no apt-get here, so nothing was installed."
	instructions
	exit 1
fi
if ! as_root true; then
	say "setup: apt-get needs root (or sudo without a password), so nothing was installed."
	instructions
	exit 1
fi

# The package lists are asked for where there are none, or where they are so
# old that what they name is gone.
say "setup: installing gcc libc6-dev pkg-config libz3-dev with apt-get"
if ! apt-cache show libz3-dev >/dev/null 2>&1; then
	as_root apt-get update -q >&2 || true
fi
if ! apt_install >&2; then
	as_root apt-get update -q >&2 || true
	apt_install >&2 || true
fi

lack=$(missing)
if [ -n "$lack" ]; then
	say "setup: still missing after apt-get:"
	printf '%s\n' "$lack" | sed 's/^/  - /' >&2
	instructions
	exit 1
fi
say "setup: done, libz3 $(pkg-config --modversion z3)"
