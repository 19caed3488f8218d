# fencewise: the few commands that everybody needs. `make help` lists them.
#
# Every target that builds starts with scripts/setup.sh, which takes a tenth of
# a second when nothing is missing, so any of them can be the first one run.

# What may be set on the command line, e.g. make nightly FUZZTIME=10m
FUZZTIME ?= 60s
CHECKS   ?= 20000
BENCH    ?= Families
BENCHPKG ?= ./encode/decide
SUITE    ?= ../shared/suites/power/tests
CASE     ?= programs/library/host_ipi/mail.litmus
STUDIES  ?= $(patsubst programs/library/%/study.toml,%,$(wildcard programs/library/*/study.toml))
RUNS     ?= 50
PAGED    ?= host_ipi xive_cppr
DRAWN    ?= host_ipi/mail host_ipi/kernel host_ipi_handler/mail

# The program, and the module in place of upstream's binding to libz3. A failure
# in one does not hide those in the other.
MODULES := . encode/go-z3
both = s=0; for m in $(MODULES); do (cd $$m && $(1)) || s=1; done; exit $$s

STATICCHECK := $(CURDIR)/bin/staticcheck

.DEFAULT_GOAL := help
.PHONY: help setup build run test lint race nightly bench mutants results pages cover clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## see to a C compiler, pkg-config and libz3 (apt where it may, else says what to install)
	@sh scripts/setup.sh

build: setup ## build bin/fencewise
	go build -o bin/fencewise ./cmd/fencewise

run: build ## build, then print the comparison tables of the host_ipi study
	bin/fencewise compare host_ipi

test: setup ## the tests of both modules, and that what needs no cgo builds without
	@sh scripts/nocgo.sh
	$(call both,go test ./...)

lint: setup $(STATICCHECK) ## gofmt, go vet and staticcheck on both modules
	@files=$$(gofmt -l .) || exit 1; \
	if [ -n "$$files" ]; then echo "not gofmt-formatted:"; echo "$$files"; exit 1; fi
	@$(call both,go vet ./...)
	@$(call both,$(STATICCHECK) ./...)

race: setup ## the short tests of both modules under the race detector
	$(call both,go test -race -short ./...)

nightly: setup ## every fuzz target for FUZZTIME, every property with CHECKS cases
	FUZZTIME=$(FUZZTIME) CHECKS=$(CHECKS) sh scripts/nightly.sh

bench: build ## CPU beside herd7's, one small file, families, lattices: docs/performance.md
	go run ./scripts/benchsuite bin/fencewise $(SUITE)
	go run ./scripts/benchproc -n $(RUNS) -target 30ms bin/fencewise check $(CASE)
	go run ./scripts/benchfamilies bin/fencewise
	go run ./scripts/benchlattice bin/fencewise
	go test -run '^$$' -bench '$(BENCH)' -benchtime 100ms -benchmem $(BENCHPKG)

mutants: setup ## plant faults in the encoder and see what notices each: docs/mutants.md (hours)
	go run ./scripts/mutants -write docs/mutants.md

# A study whose claim fails makes compare exit 1; its table is wanted all the
# same (the next `git diff` shows it), so only 0 and 1 pass.
results: build ## regenerate results/tables from the studies
	@mkdir -p results/tables
	@for s in $(STUDIES); do \
		bin/fencewise compare $$s --all --format markdown > bin/table.md || [ $$? -eq 1 ] || exit 1; \
		mv bin/table.md results/tables/$$s.md; echo "results/tables/$$s.md"; \
	done

pages: build ## drawings and pages in a headless Chromium, as bin/pages/*.png, to be looked at
	@mkdir -p bin/pages
	@for p in $(DRAWN); do \
		bin/fencewise witness $$p --format svg -o bin/pages/$$(echo $$p | tr / -).svg || exit 1; \
	done
	@for s in $(PAGED); do \
		bin/fencewise compare $$s --all --format html -o bin/pages/$$s.html || [ $$? -eq 1 ] || exit 1; \
	done
	go run ./scripts/browser -o bin/pages -widths 1280,400 -grey bin/pages/*.svg bin/pages/*.html results/graph/svg/testdata/*.svg
	go test -run '^$$' -bench PageOpens -benchtime 10x ./answers/page

cover: setup ## statement coverage of the root module, per function, in coverage.out
	go test -coverpkg ./... -coverprofile coverage.out ./...
	go tool cover -func coverage.out | tail -1

clean: ## remove what was built
	rm -rf bin coverage.out

$(STATICCHECK): scripts/tools/go.mod scripts/tools/go.sum
	cd scripts/tools && go build -o $@ honnef.co/go/tools/cmd/staticcheck
