//go:build linux

package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

var made = flag.String("release", "", "test the release in this `folder` instead of making two")

// TestPublished makes a release of the last commit twice, in different folders and with
// nothing compiled beforehand, compares them, and uses what the first one has. It takes
// minutes, so it runs in `make nightly`. A release that exists is tested with
//
//	go test ./scripts/release -run TestPublished -v -release "$PWD/bin/release"
func TestPublished(t *testing.T) {
	out := *made
	if out == "" {
		if os.Getenv("FENCEWISE_NIGHTLY") == "" {
			t.Skip("builds for all platforms; FENCEWISE_NIGHTLY=1 runs it")
		}
		out = twice(t)
	}
	t.Run("sums", func(t *testing.T) {
		if _, err := command(out, nil, "sha256sum", "--check", "--strict", "SHA256SUMS"); err != nil {
			t.Error(err)
		}
	})
	t.Run("empty root", func(t *testing.T) { emptyRoot(t, out) })
	for _, p := range supported {
		t.Run(p.String(), func(t *testing.T) { emulated(t, out, p) })
	}
	t.Run("debian", func(t *testing.T) { debianRoot(t, out) })
	t.Run("suites", func(t *testing.T) { suites(t, out) })
}

// twice makes the release twice, compares the two, and returns the folder of the first.
func twice(t *testing.T) string {
	once := filepath.Join(t.TempDir(), "once") // so that both are of one commit
	if _, err := command("", nil, "git", "clone", "--quiet", root, once); err != nil {
		t.Fatal(err)
	}
	var outs []string
	var sums []string
	for range 2 {
		t.Setenv("GOCACHE", t.TempDir())
		t.Setenv("TMPDIR", t.TempDir())
		r := release{repository: once, out: filepath.Join(t.TempDir(), "release"), platforms: supported, deb: hasDpkg(), log: t.Output()}
		if err := r.run(); err != nil {
			t.Fatal(err)
		}
		outs, sums = append(outs, r.out), append(sums, string(read(t, filepath.Join(r.out, "SHA256SUMS"))))
	}
	if sums[0] != sums[1] {
		t.Errorf("two builds of one commit differ:\n%s\n%s", sums[0], sums[1])
	}
	return outs[0]
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// only returns the one file that matches a pattern.
func only(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: %q, %v", pattern, found, err)
	}
	return found[0]
}

// unpacked unpacks the archive of a platform and returns its folder.
func unpacked(t *testing.T, out string, p platform) string {
	t.Helper()
	dir := t.TempDir()
	z, err := gzip.NewReader(bytes.NewReader(read(t, only(t, fmt.Sprintf("%s/*-%s-%s.tar.gz", out, p.os, p.arch)))))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return only(t, dir+"/*")
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := place(dir, file{h.Name, h.FileInfo().Mode(), text}); err != nil {
			t.Fatal(err)
		}
	}
}

// shown matches the table of host_ipi in README.md. TestDocs of the command keeps it right.
var shown = regexp.MustCompile("(?s)```console\n\\$ fencewise compare host_ipi\n(.*?)```")

// table returns what `fencewise compare host_ipi` has to print.
func table(t *testing.T) string {
	t.Helper()
	m := shown.FindSubmatch(read(t, root+"/README.md"))
	if m == nil {
		t.Fatal("README.md does not show the table of host_ipi")
	}
	return string(m[1])
}

// runs checks that a program prints that table, and has a version with a commit.
func runs(t *testing.T, chroot, program string, args ...string) {
	t.Helper()
	start := func(more ...string) string {
		cmd := exec.Command(program, append(append([]string(nil), args...), more...)...)
		cmd.Env = []string{}
		if chroot != "" {
			cmd.Dir = "/"
			cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: chroot}
			if os.Getuid() != 0 {
				id := func(n int) []syscall.SysProcIDMap { return []syscall.SysProcIDMap{{HostID: n, Size: 1}} }
				cmd.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
				cmd.SysProcAttr.UidMappings, cmd.SysProcAttr.GidMappings = id(os.Getuid()), id(os.Getgid())
			}
		}
		var problems bytes.Buffer
		cmd.Stderr = &problems
		out, err := cmd.Output()
		if chroot != "" && (errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES)) {
			t.Skipf("a new root needs root, or name spaces of users: %v", err)
		}
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", program, more, err, problems.Bytes())
		}
		return string(out)
	}
	if got, want := start("compare", "host_ipi"), table(t); got != want {
		t.Errorf("compare host_ipi prints\n%swant\n%s", got, want)
	}
	if got := start("--version"); !regexp.MustCompile(`^fencewise v\d.*\ncommit: [0-9a-f]{40} of 20`).MatchString(got) {
		t.Errorf("--version prints\n%s", got)
	}
}

// emptyRoot runs the program in a root that has nothing but the archive: no library, no
// device, no folder for temporary files.
func emptyRoot(t *testing.T, out string) {
	if here.os != "linux" {
		t.Skip("this machine does not run Linux")
	}
	runs(t, unpacked(t, out, here), "/bin/fencewise")
}

// qemuNames holds what QEMU calls architectures.
var qemuNames = map[string]string{"amd64": "x86_64", "arm64": "aarch64", "ppc64le": "ppc64le", "riscv64": "riscv64"}

// emulated runs the program of a platform of Linux in QEMU, if it is installed.
func emulated(t *testing.T, out string, p platform) {
	if p.os != "linux" {
		t.Skip("no emulator of the system is known")
	}
	qemu, err := exec.LookPath("qemu-" + qemuNames[p.arch] + "-static")
	if err != nil {
		if qemu, err = exec.LookPath("qemu-" + qemuNames[p.arch]); err != nil {
			t.Skip("QEMU for it is not installed (Debian: qemu-user-static)")
		}
	}
	runs(t, "", qemu, unpacked(t, out, p)+"/bin/fencewise")
}

// debianRoot installs the package into a new Debian that has libz3, runs it, and removes it.
func debianRoot(t *testing.T, out string) {
	if _, err := exec.LookPath("debootstrap"); err != nil || os.Getuid() != 0 {
		t.Skip("needs debootstrap, and root")
	}
	m := regexp.MustCompile(`(?m)^VERSION_CODENAME=(.*)$`).FindSubmatch(read(t, "/etc/os-release"))
	if m == nil {
		t.Skip("this system has no code name")
	}
	dir := t.TempDir()
	must := func(name string, args ...string) string {
		t.Helper()
		text, err := command("", nil, name, args...)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	must("debootstrap", "--variant=minbase", "--include=libz3-4", string(m[1]), dir)
	must("dpkg", "--root="+dir, "--install", only(t, out+"/*.deb")) // an error if a package is missing that it needs
	runs(t, dir, "/usr/bin/fencewise")
	if text := must("chroot", dir, "/usr/bin/fencewise", "version"); !strings.Contains(text, "\nsolvers: libz3 ") {
		t.Errorf("the program of the package has no libz3:\n%s", text)
	}
	if text := must("chroot", dir, "dpkg", "--verify", "fencewise"); text != "" {
		t.Errorf("files of the package differ from what it says:\n%s", text)
	}
	must("dpkg", "--root="+dir, "--purge", "fencewise")
	if _, err := os.Stat(dir + "/usr/bin/fencewise"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the program stays when the package is removed: %v", err)
	}
}

// suites compares the program without cgo with that of the package on the public suites:
// the same verdicts, and at most five times the CPU time.
func suites(t *testing.T, out string) {
	if !hasDpkg() {
		t.Skip("no package was made")
	}
	dir := t.TempDir()
	if _, err := command("", nil, "dpkg-deb", "--extract", only(t, out+"/*.deb"), dir); err != nil {
		t.Fatal(err)
	}
	for _, suite := range []string{"power/tests", "lkmm", "scale/tests"} {
		path := filepath.Join(root, "../shared/suites", suite)
		if _, err := os.Stat(path); err != nil {
			t.Logf("%s is not there", path)
			continue
		}
		verdicts := func(program string) (string, float64) {
			cmd := exec.Command(program, "check", path)
			text, err := cmd.Output()
			if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
				t.Fatal(err)
			}
			if len(text) == 0 {
				t.Fatalf("%s says nothing about %s: %v", program, path, err)
			}
			return string(text), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		}
		want, z3 := verdicts(dir + "/usr/bin/fencewise")
		got, builtin := verdicts(unpacked(t, out, here) + "/bin/fencewise")
		if got != want {
			t.Errorf("%s: with and without libz3 the answers differ", suite)
		}
		t.Logf("%s: %d lines, CPU %.2f s without libz3, %.2f s with it", suite, strings.Count(got, "\n"), builtin, z3)
		if builtin > 5*z3+1 {
			t.Errorf("%s takes %.2f s of CPU without libz3, more than five times %.2f s", suite, builtin, z3)
		}
	}
}
