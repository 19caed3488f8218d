package flags

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// conf holds what a configuration file of herd7 says, such as the kernel's
// linux-kernel.cfg. Paths are as the file has them, relative to its folder.
type conf struct {
	model, bell, macros string
	variants, include   []string
}

// maxConf is the size up to which a configuration file is read, in bytes.
const maxConf = 1 << 16

// drawn lists the words of a configuration file that say how herd7 shows executions, which
// change no answer.
var drawn = strings.Fields(`verbose debug suffix show showflag nshow showkind shortlegend texmacros hexa outcomereads
 dotmode dotcom view showevents graph mono fontname fontsize edgefontsizedelta penwidth arrowsize splines overlap sep
 margin pad scale xscale yscale dsiy siwidth boxscale ptscale squished showpo relabel withbox labelbox showfinalrf
 showinitrf finalrfpos initrfpos oneinit labelinit initpos threadposy showinitwrites showthread showlegend brackets
 showobserved movelabel fixedsize extrachars dotheader doshow unshow noid symetric classes showraw edgeattr shift
 edgemerge`)

// refused lists the words that would change which tests are run, or their answers.
var refused = strings.Fields(`conf local-conf timeout names oknames excl nonames rename kinds conds machsize endian
 through skipchecks strictskip unroll optace archcheck initwrites speedcheck badexecs badflag dumpallfaults restrict`)

// readConf reads a configuration file of herd7: one word and its value on each line. The
// error has everything that is wrong.
func readConf(path string) (*conf, error) {
	src, err := disk.Read(path, maxConf)
	if err != nil {
		return nil, err
	}
	c := &conf{}
	var errs diag.List
	at := 0
	for line := range strings.Lines(src.Text) {
		start := at
		at += len(line)
		text, _, _ := strings.Cut(line, "#")
		word, value, _ := strings.Cut(strings.TrimSpace(text), " ")
		if word == "" {
			continue
		}
		value = strings.TrimSpace(value)
		start += strings.Index(line, word)
		if d := c.set(word, value, src.Span(start, start+len(word)), filepath.Dir(path)); d != nil {
			errs = append(errs, d)
		}
	}
	return c, errs.Err()
}

// set takes one line.
func (c *conf) set(word, value string, span diag.Span, dir string) *diag.Diagnostic {
	within := func(name string) string {
		if filepath.IsAbs(name) {
			return name
		}
		return filepath.Join(dir, name)
	}
	takes := map[string]func(){
		"model":   func() { c.model = value },
		"cat":     func() { c.model = value },
		"bell":    func() { c.bell = value },
		"macros":  func() { c.macros = value },
		"include": func() { c.include = append(c.include, within(value)) },
		"variant": func() { c.variants = append(c.variants, strings.Split(value, ",")...) },
	}
	take, ok := takes[word]
	switch {
	case ok && value == "":
		return diag.New(span, diag.BadOption, "%s has no value", word)
	case ok:
		take()
	case slices.Contains(refused, word):
		return diag.New(span, diag.BadOption, "%s is a setting of herd7 that fencewise does not have", word).
			WithFix("remove the line, if the answers do not depend on it")
	case !slices.Contains(drawn, word):
		d := diag.New(span, diag.BadOption, "herd7 has no setting called %s", word)
		if near := diag.Nearest(word, slices.Concat(drawn, refused, []string{"model", "bell", "macros", "variant", "include"})); near != "" {
			d.WithFix("did you mean %s?", near)
		}
		return d
	}
	return nil
}
