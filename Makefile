# The commands for working on fencewise. `make help` lists them.
#
# Every target that builds first runs scripts/setup.sh, so any target can be the
# first one that you run. The script takes a tenth of a second if nothing is
# missing.

# These variables can be set on the command line: make nightly FUZZTIME=10m
FUZZTIME ?= 60s
CHECKS   ?= 20000
BENCH    ?= Families
BENCHPKG ?= ./encode/decide
SUITE    ?= ../shared/suites/power/tests
KERNEL   ?= ../shared/suites/lkmm
LKMM     ?=
HERD7    ?= herd7
CASE     ?= programs/library/host_ipi/mail.litmus
CSUITE   ?= ../shared/suites/c
CFILE    ?= docs/examples/c/publish.c
CCASE    ?= programs/library/host_ipi_lkmm/mail.litmus
STUDIES  ?= $(patsubst programs/library/%/study.toml,%,$(wildcard programs/library/*/study.toml))
RUNS     ?= 50
PAGED    ?= host_ipi xive_cppr docs/examples/c/publish.c
DRAWN    ?= host_ipi/mail host_ipi/kernel host_ipi_handler/mail docs/examples/c/workers.c
PREFIX   ?= /usr/local
DESTDIR  ?=

# The program, and the module that replaces upstream's binding to libz3. A failure
# in one module does not hide those in the other.
MODULES := . encode/go-z3
both = s=0; for m in $(MODULES); do (cd $$m && $(1)) || s=1; done; exit $$s

STATICCHECK := $(CURDIR)/bin/staticcheck

.DEFAULT_GOAL := help
.PHONY: help setup build install run test lint race nightly bench mutants results pages release cover clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install a C compiler, pkg-config and libz3 if missing (with apt), or say what to install
	@sh scripts/setup.sh

build: setup ## build bin/fencewise (without libz3: CGO_ENABLED=0 make build)
	go build -o bin/fencewise ./cmd/fencewise

# Manual pages and completions are made anew each time, since they follow from the commands.
install: build ## install the program, manual pages and completions below DESTDIR and PREFIX (/usr/local)
	@rm -rf bin/share
	umask 022 && go run ./cmd/fencewise/internal/share bin/share
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share"
	install -m 755 bin/fencewise "$(DESTDIR)$(PREFIX)/bin"
	umask 022 && cp -R bin/share/. "$(DESTDIR)$(PREFIX)/share"

run: build ## build, then print the tables of the host_ipi study
	bin/fencewise compare host_ipi

test: setup ## run the tests of both modules; check that the program builds without cgo
	@sh scripts/nocgo.sh
	$(call both,go test ./...)

lint: setup $(STATICCHECK) ## run gofmt, go vet and staticcheck on both modules
	@files=$$(gofmt -l .) || exit 1; \
	if [ -n "$$files" ]; then echo "not gofmt-formatted:"; echo "$$files"; exit 1; fi
	@$(call both,go vet ./...)
	@$(call both,$(STATICCHECK) ./...)

race: setup ## run the short tests of both modules under the race detector
	$(call both,go test -race -short ./...)

nightly: setup ## run every fuzz target for FUZZTIME and every property with CHECKS cases
	FUZZTIME=$(FUZZTIME) CHECKS=$(CHECKS) sh scripts/nightly.sh

bench: build ## measure CPU time against herd7, small files, kernel C, C programs, families, locks and queues, and lattices (docs/performance.md)
	go run ./scripts/benchsuite bin/fencewise $(SUITE)
	go run ./scripts/benchkernel -files "$(LKMM)" -herd7 $(HERD7) bin/fencewise $(KERNEL)
	go run ./scripts/benchproc -n $(RUNS) -target 30ms bin/fencewise check $(CASE)
	go run ./scripts/benchproc -n $(RUNS) -target 15ms bin/fencewise check $(CCASE)
	go run ./scripts/benchproc -n $(RUNS) -target 15ms bin/fencewise check $(CFILE)
	go run ./scripts/benchc bin/fencewise $(CSUITE)
	go run ./scripts/benchfamilies bin/fencewise
	go run ./scripts/benchlattice bin/fencewise
	go run ./scripts/benchscale bin/fencewise
	go test -run '^$$' -bench '$(BENCH)' -benchtime 100ms -benchmem $(BENCHPKG)

mutants: setup ## seed faults in the encoder and see which test catches each (docs/mutants.md; hours)
	go run ./scripts/mutants -write docs/mutants.md

# compare exits with 1 if a claim of the study fails. The table is still written, and
# `git diff` shows what changed, so both 0 and 1 are accepted.
results: build ## regenerate results/tables from the studies
	@mkdir -p results/tables
	@for s in $(STUDIES); do \
		bin/fencewise compare $$s --all --format markdown > bin/table.md || [ $$? -eq 1 ] || exit 1; \
		mv bin/table.md results/tables/$$s.md; echo "results/tables/$$s.md"; \
	done

pages: build ## save drawings and pages as bin/pages/*.png with a headless Chromium, for review
	@mkdir -p bin/pages
	@for p in $(DRAWN); do \
		bin/fencewise witness $$p --format svg -o bin/pages/$$(echo $$p | tr / -).svg || exit 1; \
	done
	@for s in $(PAGED); do \
		bin/fencewise compare $$s --all --format html -o bin/pages/$$(echo $$s | tr / -).html || [ $$? -eq 1 ] || exit 1; \
	done
	go run ./scripts/browser -o bin/pages -widths 1280,400 -grey bin/pages/*.svg bin/pages/*.html results/graph/svg/testdata/*.svg
	go test -run '^$$' -bench PageOpens -benchtime 10x ./results/answers/page

release: setup ## build archives for all platforms and a Debian package of the last commit, into bin/release
	go run ./scripts/release -o bin/release

cover: setup ## measure statement coverage of the root module, per function, into coverage.out
	go test -coverpkg ./... -coverprofile coverage.out ./...
	go tool cover -func coverage.out | tail -1

clean: ## remove build results
	rm -rf bin coverage.out

$(STATICCHECK): scripts/tools/go.mod scripts/tools/go.sum
	cd scripts/tools && go build -o $@ honnef.co/go/tools/cmd/staticcheck
