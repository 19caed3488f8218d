#!/bin/sh
# Installs what the build needs in addition to Go, git and make, if it is missing: a
# C compiler with its headers, pkg-config, and libz3 with its headers.
#
#   scripts/setup.sh           install what is missing (with apt, as root or with
#                              sudo if it asks no password), or say what to install
#   scripts/setup.sh --check   only say what to install
#
# The status is 0 if everything is installed, and 1 if something is missing. If
# nothing is missing, the script takes a tenth of a second, does not call a package
# manager and prints nothing, so every make target runs it. It uses no stamp file,
# because a stamp would remain after the package was removed. With CGO_ENABLED=0 in the
# environment only Go is needed.
set -eu

cd "$(dirname "$0")/.."

# The oldest libz3 that has the C interface used by the binding. Debian bookworm has
# 4.8.12.
z3_min=4.8

say() { printf '%s\n' "$*" >&2; }

# go_ok: checks that this Go accepts go.mod. An older one would either fetch the right
# toolchain itself, or fail later with a message that does not name the cause.
go_ok() {
	want=$(sed -n 's/^go \([0-9]*\.[0-9]*\).*/\1/p' go.mod)
	if ! command -v go >/dev/null 2>&1; then
		say "setup: Go is missing: install Go $want or newer (https://go.dev/dl)."
		return 1
	fi
	# Go 1.21 and later report by themselves what they lack; older ones print their version.
	if ! version=$(go env GOVERSION 2>&1); then
		say "setup: the go command cannot be run: $version"
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
	# CC may contain flags: only its first word is the program.
	printf '%s\n' "${cc%% *}"
}

# missing: prints one line for each thing that is missing.
missing() {
	cc=$(compiler)
	if ! command -v "$cc" >/dev/null 2>&1; then
		echo "a C compiler ($cc)"
	elif ! printf '#include <stdlib.h>\n' | "$cc" -fsyntax-only -x c - 2>/dev/null; then
		echo "the C library's headers (stdlib.h)"
	fi
	if ! command -v pkg-config >/dev/null 2>&1; then
		echo "pkg-config"
		echo "libz3 $z3_min or newer, with its headers (cannot be checked without pkg-config)"
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
	say "Or build without them, with the built-in solver only: CGO_ENABLED=0 make build"
}

# as_root: runs a command with the rights that apt needs. It fails if sudo would ask
# for a password.
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

# Without cgo the program has its built-in solver, and only needs Go. The tests of the
# binding to libz3 need cgo, and so does `make test`.
[ "${CGO_ENABLED:-1}" != 0 ] || exit 0

lack=$(missing)
[ -n "$lack" ] || exit 0
say "setup: missing:"
printf '%s\n' "$lack" | sed 's/^/  - /' >&2

if [ "${1:-}" = --check ]; then
	instructions
	exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
	say "setup: apt-get does not exist on this system, so nothing was installed."
	instructions
	exit 1
fi
if ! as_root true; then
	say "setup: apt-get needs root (or sudo without a password), so nothing was installed."
	instructions
	exit 1
fi

# Update the package lists if none exist, or if they are so old that the packages that
# they name are gone.
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
