package flags

import (
	"strings"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/flags/herdconf"
	"github.com/fencewise/fencewise/programs/diag"
)

// conf holds the files that a configuration file of herd7 names. Paths are as the file has
// them, relative to its folder.
type conf struct {
	model, bell, macros string
	variants, include   []string
}

// readConf reads a configuration file of herd7 for its model. A setting that would change which
// tests are run, or their answers, is an error. The error has everything that is wrong.
func readConf(path string) (*conf, error) {
	c := &conf{}
	err := herdconf.ReadFile(path, c.set)
	return c, err
}

// set takes one setting.
func (c *conf) set(s *herdconf.Setting) *diag.Diagnostic {
	switch s.Name {
	case "model", "cat":
		c.model = s.Value
	case "bell":
		c.bell = s.Value
	case "macros":
		c.macros = s.Value
	case "include":
		c.include = append(c.include, s.Path())
	case "variant":
		c.variants = append(c.variants, strings.Split(s.Value, ",")...)
	default:
		switch s.Kind {
		case herdconf.Shown:
			return nil
		case herdconf.Files, herdconf.Run:
			return s.Refused()
		case herdconf.Fixed, herdconf.Absent:
			return s.Check()
		default:
			panic("flags: unknown kind of setting")
		}
	}
	return nil
}
