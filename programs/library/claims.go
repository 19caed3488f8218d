package library

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/verdict"
)

// claims checks the claims of a variant: a verdict about all its programs, or a table. In it
// the claim about a program is a verdict, or a table with a verdict for each model or target.
func (l *loader) claims(i int, v *Variant) {
	whole := l.at.Value("variant", i, "claim")
	var table map[string]any
	switch c := l.file.Variant[i].Claim.(type) {
	case nil:
		return
	case string:
		for _, p := range v.Programs {
			if !l.claim(v, claimKey{p.File, ""}, c, whole) {
				return
			}
		}
		return
	case map[string]any:
		table = c
	default:
		l.errorAt(l.at.Key("variant", i, "claim"), diag.StudyType, "a claim must be a verdict, or a table with claims about programs")
		return
	}
	var files []string
	for _, p := range v.Programs {
		files = append(files, p.File)
	}
	for _, file := range slices.Sorted(maps.Keys(table)) {
		if !slices.Contains(files, file) {
			d := l.errorAt(l.at.Key("variant", i, "claim", file), diag.StudyClaimOf, "the variant %q has no program %q", v.Name, file)
			if near := nearFile(file, files); near != "" {
				d.WithFix("did you mean %s?", near)
			} else if len(files) > 0 {
				d.Note("its programs are %s", strings.Join(files, ", "))
			}
			continue
		}
		switch c := table[file].(type) {
		case string:
			l.claim(v, claimKey{file, ""}, c, l.at.Value("variant", i, "claim", file))
		case map[string]any:
			l.claimsBy(i, v, file, c)
		default:
			l.errorAt(l.at.Value("variant", i, "claim", file), diag.StudyType, "a claim must be a verdict, or a table with a verdict for each model or target")
		}
	}
}

// nearFile returns the file whose name is most like another one, also without its ending; ""
// if none is.
func nearFile(name string, files []string) string {
	for _, f := range files {
		if strings.EqualFold(strings.TrimSuffix(f, filepath.Ext(f)), name) {
			return f
		}
	}
	return diag.Nearest(name, files)
}

// claimsBy checks the claims of a variant about a program, one for each model or target.
func (l *loader) claimsBy(i int, v *Variant, file string, claims map[string]any) {
	for _, by := range slices.Sorted(maps.Keys(claims)) {
		at := l.at.Key("variant", i, "claim", file, by)
		p := l.study.Programs[slices.IndexFunc(l.study.Programs, func(p *Program) bool { return p.File == file })]
		switch {
		case len(l.study.Targets) == 0 && !slices.Contains(l.file.Models, by):
			d := l.errorAt(at, diag.StudyClaimOf, "the study has no model %q", by)
			if near := diag.Nearest(by, l.file.Models); near != "" {
				d.WithFix("did you mean %s?", near)
			}
			d.Note("its models are %s", strings.Join(l.file.Models, ", "))
			continue
		case len(l.study.Targets) > 0 && !slices.Contains(l.study.TargetsOf(p), by):
			l.errorAt(at, diag.StudyClaimOf, "%s has no target %q", file, by).Note("its targets are %s", strings.Join(l.study.TargetsOf(p), ", "))
			continue
		}
		at = l.at.Value("variant", i, "claim", file, by)
		word, ok := claims[by].(string)
		if !ok {
			l.errorAt(at, diag.StudyType, "a claim must be one of %s, in quotes", strings.Join(verdict.Claims(), ", "))
			continue
		}
		l.claim(v, claimKey{file, by}, word, at)
	}
}

// claim adds a claim, and reports whether it is one.
func (l *loader) claim(v *Variant, k claimKey, word string, at diag.Span) bool {
	claim, err := verdict.Parse(word)
	if err != nil {
		d := l.errorAt(at, diag.StudyClaim, "%v", err)
		if near := diag.Nearest(word, verdict.Claims()); near != "" {
			d.WithFix("did you mean %s?", near)
		} else {
			d.WithFix("claim one of %s", strings.Join(verdict.Claims(), ", "))
		}
		return false
	}
	v.claims[k] = claim
	return true
}
