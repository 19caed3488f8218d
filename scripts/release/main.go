// Release builds what is published of a version: for each platform an archive with the
// program, its manual pages, completions and documentation, and a list of what the program
// consists of (SBOM, CycloneDX); a Debian package that uses libz3; and the checksums of all.
//
//	go run ./scripts/release -o bin/release
//
// The programs in the archives are built without cgo, so they run on every machine of their
// platform. Everything is made from a clone of the last commit, so two runs write the same
// bytes, wherever they run, if the version of Go is the same; for the Debian package gcc,
// libz3 and dpkg have to be the same, too. Changes that are not committed are not released.
// The version is the one that Go finds: the tag of the commit, or a pseudo-version.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

func main() {
	var all []string
	for _, p := range supported {
		all = append(all, p.String())
	}
	out := flag.String("o", "bin/release", "the folder to write to; it is emptied first")
	names := flag.String("platforms", strings.Join(all, ","), "the platforms, separated by commas")
	deb := flag.Bool("deb", hasDpkg(), "also make the Debian package of this machine's architecture (default: if dpkg-deb is installed)")
	flag.Parse()
	if flag.NArg() != 0 {
		fmt.Fprintln(os.Stderr, "usage: release [-o folder] [-platforms os/arch,...] [-deb=false]")
		os.Exit(2)
	}
	if !*deb {
		fmt.Println("no Debian package is made (it needs dpkg-deb)")
	}
	platforms, err := parsePlatforms(*names)
	if err == nil {
		r := release{repository: ".", out: *out, platforms: platforms, deb: *deb, log: os.Stdout}
		err = r.run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

// hasDpkg reports whether this system can make Debian packages.
func hasDpkg() bool {
	_, err := exec.LookPath("dpkg-deb")
	return err == nil
}

// command runs a program in a folder and returns its standard output, without the last newline. The error has what it
// wrote to standard error.
func command(dir string, env []string, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, strings.TrimSpace(string(exit.Stderr)))
		}
		return "", fmt.Errorf("%s %s: %w", name, strings.Join(args, " "), err)
	}
	return strings.TrimRight(string(out), "\n"), nil
}
