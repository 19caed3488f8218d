package main

import (
	"debug/buildinfo"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
)

// platform is what a program is built for.
type platform struct{ os, arch string }

func (p platform) String() string { return p.os + "/" + p.arch }

// supported lists the platforms that a release has archives for.
var supported = []platform{
	{"linux", "amd64"}, {"linux", "arm64"}, {"linux", "ppc64le"}, {"linux", "riscv64"},
	{"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"},
}

// here is the platform of this machine.
var here = platform{runtime.GOOS, runtime.GOARCH}

// parsePlatforms reads a list such as "linux/amd64,linux/ppc64le".
func parsePlatforms(list string) ([]platform, error) {
	var all []platform
	for name := range strings.SplitSeq(list, ",") {
		system, arch, _ := strings.Cut(name, "/")
		p := platform{system, arch}
		if !slices.Contains(supported, p) {
			return nil, fmt.Errorf("-platforms %s: there is no %q, only %v", list, name, supported)
		}
		all = append(all, p)
	}
	return all, nil
}

// built is a program that was built.
type built struct {
	platform
	cgo  bool
	path string
	text []byte
	info *debug.BuildInfo
}

// version returns the version as names of files have it, without the v.
func (b *built) version() string { return strings.TrimPrefix(b.info.Main.Version, "v") }

// environment is what the result of a build depends on besides the sources, with the values
// that Go has by default: the least processor of each architecture (POWER8 for ppc64le), and
// no flags of the person who builds.
var environment = []string{
	"GOFLAGS=-mod=readonly", "GOEXPERIMENT=", "GOWORK=off",
	"GOAMD64=v1", "GOARM64=v8.0", "GOPPC64=power8", "GORISCV64=rva20u64",
	"CGO_CFLAGS=-O2 -g", "CGO_CPPFLAGS=", "CGO_LDFLAGS=-O2 -g",
}

// build builds the program for a platform: without cgo, or for this machine with cgo and
// libz3.
func (r *release) build(p platform, cgo bool) (*built, error) {
	b := &built{platform: p, cgo: cgo, path: filepath.Join(r.work, p.os+"-"+p.arch, "fencewise")}
	enabled := "CGO_ENABLED=0"
	if cgo {
		enabled = "CGO_ENABLED=1"
		b.path += "-z3"
	}
	env := append([]string{"GOOS=" + p.os, "GOARCH=" + p.arch, enabled}, environment...)
	// -buildvcs=true makes it an error if the commit is not found.
	_, err := command(r.root, env, "go", "build", "-trimpath", "-buildvcs=true", "-ldflags=-s -w", "-o", b.path, "./cmd/fencewise")
	if err != nil {
		return nil, err
	}
	if b.text, err = os.ReadFile(b.path); err != nil {
		return nil, err
	}
	if b.info, err = buildinfo.ReadFile(b.path); err != nil {
		return nil, err
	}
	if v := b.info.Main.Version; !strings.HasPrefix(v, "v") {
		return nil, fmt.Errorf("the program has the version %q, and no version of the repository", v)
	}
	return b, nil
}
