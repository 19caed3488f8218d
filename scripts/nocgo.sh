#!/bin/sh
# Checks that everything which does not reach the Z3 binding builds without
# cgo: whoever embeds the parsers or the evaluator then needs neither a C
# compiler nor libz3.
#
# The list is derived, not kept: a package counts unless go-z3 is among its
# dependencies, and its tests count unless it is among theirs. Which packages
# may reach the binding at all is the business of internal/repo.
set -eu
cd "$(dirname "$0")/.."

binding=github.com/mitchellh/go-z3
without() { awk -v b="$binding" '{ for (i = 2; i <= NF; i++) if ($i == b) next; print $1 }'; }

# Listed with cgo, so that the graph is whole; only the build goes without.
# With -test, "p.test" stands for p and its tests together.
graph=$(CGO_ENABLED=1 go list -test -f '{{.ImportPath}} {{join .Deps " "}}' ./...)
free=$(printf '%s\n' "$graph" | grep -v '^[^ ]* \[' | without)
build=$(printf '%s\n' "$free" | grep -v '\.test$' || true)
tested=$(printf '%s\n' "$free" | sed -n 's/\.test$//p')

if [ -z "$build" ]; then
	echo "nocgo: no package without the binding: the list must be wrong" >&2
	exit 1
fi

# Import paths have no blanks, so the lists may be split on them.
# shellcheck disable=SC2086
CGO_ENABLED=0 go build $build
if [ -n "$tested" ]; then
	# shellcheck disable=SC2086
	CGO_ENABLED=0 go vet $tested
fi
echo "nocgo: $(echo "$build" | wc -l) packages build without cgo, the tests of $(echo "$tested" | grep -c .) of them too"
