#!/bin/sh
# Runs the long checks: every fuzz target of both modules for FUZZTIME each, and
# the property tests with CHECKS cases each. It finds fuzz targets by their
# declarations, so new ones need not be listed.
#
#   FUZZTIME=60s CHECKS=20000 scripts/nightly.sh
#
# It continues after a failure, so that one night shows all failures, and then
# exits with status 1. It leaves a crashing input in the package's testdata/fuzz:
# commit the input with the fix.
set -eu
cd "$(dirname "$0")/.."

fuzztime=${FUZZTIME:-60s}
failed=

# Tests that can run longer read FENCEWISE_NIGHTLY; rapid reads RAPID_CHECKS.
FENCEWISE_NIGHTLY=1
RAPID_CHECKS=${CHECKS:-20000}
export FENCEWISE_NIGHTLY RAPID_CHECKS

# targets DIR: prints "package-directory FuzzName" for each fuzz target below DIR.
# shellcheck disable=SC2016 # the $d is go list's
targets() {
	(cd "$1" && go list -f '{{$d := .Dir}}{{range .TestGoFiles}}{{$d}}/{{.}}
{{end}}{{range .XTestGoFiles}}{{$d}}/{{.}}
{{end}}' ./...) | grep . | xargs grep -o '^func Fuzz[A-Za-z0-9_]*(' /dev/null |
		sed 's/^\(.*\)\/[^/]*:func \(Fuzz[A-Za-z0-9_]*\)($/\1 \2/'
}

for module in . encode/go-z3; do
	echo "== $module: all tests, $RAPID_CHECKS cases per property"
	(cd "$module" && go test -count=1 -timeout 2h ./...) || failed="$failed $module"
	list=$(targets "$module")
	while read -r dir name; do
		[ -n "$name" ] || continue
		echo "== $name ($dir), $fuzztime"
		(cd "$dir" && go test -run '^$' -fuzz "^$name\$" -fuzztime "$fuzztime" . </dev/null) ||
			failed="$failed $name"
	done <<-END
		$list
	END
done

if [ -n "$failed" ]; then
	echo "nightly: failed:$failed" >&2
	exit 1
fi
