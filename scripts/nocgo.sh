#!/bin/sh
# Checks that all packages that do not depend on the Z3 binding build without cgo,
# so that programs that use the parsers or the evaluator need neither a C compiler
# nor libz3.
#
# The script derives the list: it takes each package that does not depend on go-z3,
# and the tests of each package whose tests do not. internal/repo checks which
# packages may depend on the binding.
set -eu
cd "$(dirname "$0")/.."

binding=github.com/mitchellh/go-z3
without() { awk -v b="$binding" '{ for (i = 2; i <= NF; i++) if ($i == b) next; print $1 }'; }

# The packages are listed with cgo, so that the graph is complete; only the build
# runs without cgo. With -test, "p.test" stands for p together with its tests.
graph=$(CGO_ENABLED=1 go list -test -f '{{.ImportPath}} {{join .Deps " "}}' ./...)
free=$(printf '%s\n' "$graph" | grep -v '^[^ ]* \[' | without)
build=$(printf '%s\n' "$free" | grep -v '\.test$' || true)
tested=$(printf '%s\n' "$free" | sed -n 's/\.test$//p')

if [ -z "$build" ]; then
	echo "nocgo: no package was found that does not depend on the binding: the list must be wrong" >&2
	exit 1
fi

# Import paths contain no blanks, so the lists may be split at blanks.
# shellcheck disable=SC2086
CGO_ENABLED=0 go build $build
if [ -n "$tested" ]; then
	# shellcheck disable=SC2086
	CGO_ENABLED=0 go vet $tested
fi
echo "nocgo: $(echo "$build" | wc -l) packages build without cgo, the tests of $(echo "$tested" | grep -c .) of them build, too"
