#!/bin/sh
# Checks that the whole program and all tests build without cgo, and thus without libz3,
# that the solver which is then the default works, that the program runs in a root without
# any other file, and that it builds for Windows, the system that differs most from this one. internal/repo checks which packages may
# import the binding.
set -eu
cd "$(dirname "$0")/.."

export CGO_ENABLED=0
go vet ./...
go test -short ./encode/sat ./encode/solve
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
go build -o "$bin/fencewise" ./cmd/fencewise
"$bin/fencewise" version | grep -q '^solvers: built-in '
"$bin/fencewise" compare host_ipi >/dev/null
if [ "$(id -u)" -eq 0 ]; then # only root may do that
	mkdir "$bin/root"
	cp "$bin/fencewise" "$bin/root"
	chroot "$bin/root" /fencewise compare host_ipi >/dev/null
fi
GOOS=windows go build -o "$bin/fencewise.exe" ./cmd/fencewise
echo "nocgo: the program and all tests build without cgo; the program builds for Windows"
