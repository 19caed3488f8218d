#!/bin/sh
# Checks that the whole program and all tests build without cgo, and thus without libz3,
# and that the solver which is then the default works. internal/repo checks which packages
# may import the binding.
set -eu
cd "$(dirname "$0")/.."

export CGO_ENABLED=0
go vet ./...
go test -short ./encode/sat ./encode/solve
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
go build -o "$bin/fencewise" ./cmd/fencewise
"$bin/fencewise" version | grep -q '^built-in solver'
"$bin/fencewise" compare host_ipi >/dev/null
echo "nocgo: the program and all tests build without cgo"
