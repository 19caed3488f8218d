package herdconf

import (
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
)

// Kind says what a setting is about.
type Kind int

// The kinds of settings.
const (
	Files  Kind = iota // which model judges, and the files that it needs
	Run                // which tests are run, and how
	Shown              // what is shown besides the answers, and how executions are drawn
	Fixed              // only one value has an effect that fencewise has: see Word.Only
	Absent             // fencewise does not have it
)

// Word describes a setting of herd7.
type Word struct {
	Name string // as in configuration files; on the command line it has a dash in front
	Kind Kind
	Only string // for Fixed: the values that are accepted, separated by spaces; they are herd7's defaults
	Bare bool   // it has no value on the command line
}

// The spellings of two settings on the command line, where they differ from those in
// configuration files.
var spelled = map[string]string{"I": "include", "-help": "help"}

// words is the table, by kind. An entry "name=value value" is Fixed to these values; a word with
// an exclamation mark has no value on the command line.
var words = parse(map[Kind]string{
	Files: `conf model cat bell macros variant include set-libdir`,
	Run: `unroll endian timeout speedcheck exit names oknames excl nonames through skipcheck skipchecks
		version! help! v! q!`,
	Shown: `o show nshow showone suffix verbose doshow debug showflag showkind shortlegend texmacros dotmode dotcom
		showevents graph mono fontname fontsize edgefontsizedelta penwidth arrowsize splines overlap sep margin pad
		scale xscale yscale dsiy siwidth boxscale ptscale squished showpo relabel withbox labelbox showfinalrf
		showinitrf finalrfpos initrfpos oneinit labelinit initpos threadposy showinitwrites showthread showlegend
		brackets showobserved movelabel fixedsize extrachars dotheader unshow noid symetric classes showraw edgeattr
		shift edgemerge tikz view cycles optace morefences`,
	Absent: `libdir! web! c11! gv! evince! preview! switch! rename kinds conds local-conf throughflag`,
}, map[string]string{
	"machsize": "auto", "strictskip": "false", "archcheck": "true", "initwrites": "false", "badexecs": "true",
	"badflag": "none", "checkfilter": "true", "restrict": "none", "hexa": "false", "candidates": "false",
	"outcomereads": "false", "statelessrc11": "false", "maxphantom": "none", "dumpes": "false", "dumpallfaults": "false",
})

func parse(byKind map[Kind]string, fixed map[string]string) []Word {
	var all []Word
	for kind, names := range byKind {
		for _, name := range strings.Fields(names) {
			name, bare := strings.CutSuffix(name, "!")
			all = append(all, Word{Name: name, Kind: kind, Bare: bare})
		}
	}
	for name, only := range fixed {
		all = append(all, Word{Name: name, Kind: Fixed, Only: only})
	}
	slices.SortFunc(all, func(a, b Word) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Words returns the settings of herd7, sorted by name.
func Words() []Word { return slices.Clone(words) }

// find returns the setting of a name.
func find(name string) (Word, bool) {
	i, ok := slices.BinarySearchFunc(words, name, func(w Word, name string) int { return strings.Compare(w.Name, name) })
	if !ok {
		return Word{}, false
	}
	return words[i], true
}

// near returns the name of a setting that is close to what was written; "" for none.
func near(written string) string {
	names := make([]string, len(words))
	for i := range words {
		names[i] = words[i].Name
	}
	return diag.Nearest(written, names)
}
