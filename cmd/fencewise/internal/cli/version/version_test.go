package version

import (
	"runtime"
	"runtime/debug"
	"testing"
)

func TestText(t *testing.T) {
	platform := runtime.GOOS + "/" + runtime.GOARCH
	built := func(version string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: version}, Settings: settings}
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "0123abc"}
	at := debug.BuildSetting{Key: "vcs.time", Value: "2026-11-30T12:00:00Z"}
	for _, c := range []struct {
		name string
		info *debug.BuildInfo
		z3   string
		want string
	}{
		{"release without cgo", built("v1.2.3", revision, at, debug.BuildSetting{Key: "vcs.modified", Value: "false"}), "",
			"fencewise v1.2.3\ncommit: 0123abc of 2026-11-30T12:00:00Z\nsolvers: built-in (built without libz3)\nbuilt with: go1.26.8 for " + platform + "\n"},
		{"changed tree with libz3", built("v1.2.4-0+dirty", revision, at, debug.BuildSetting{Key: "vcs.modified", Value: "true"}), "4.8.12.0",
			"fencewise v1.2.4-0+dirty\ncommit: 0123abc of 2026-11-30T12:00:00Z, with changes that are not committed\nsolvers: libz3 4.8.12.0, built-in\nbuilt with: go1.26.8 for " + platform + "\n"},
		{"no repository", built(""), "4.8.12.0",
			"fencewise (devel)\ncommit: not recorded\nsolvers: libz3 4.8.12.0, built-in\nbuilt with: go1.26.8 for " + platform + "\n"},
	} {
		if got := text(c.info, c.z3); got != c.want {
			t.Errorf("%s:\n%swant:\n%s", c.name, got, c.want)
		}
	}
}
