package herdlog

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa/linux"
	"github.com/fencewise/fencewise/programs/litmus"
)

// Hash returns the Hash of a test: the one in its header, or else the MD5 of the MD5s
// of three canonical texts, those of the init block, of the program and of the observed
// locations. It reports false for a test that herd7 does not read. A program in C counts as
// it is written, whether herd7 knows all of its words or not.
func Hash(s *event.Structure) (string, bool) {
	t := s.Test
	if t.UsesDoorbells() || t.HasStructs() {
		return "", false
	}
	for _, in := range t.Info {
		if strings.EqualFold(in.Key, "Hash") {
			return in.Value, in.Key == "Hash"
		}
	}
	code, ok := program(s)
	if t.Arch == linux.C.Arch {
		code, ok = functions(s)
	}
	if !ok {
		return "", false
	}
	var all []byte
	for _, text := range []string{initText(t), code, observedText(t)} {
		sum := md5.Sum([]byte(text))
		all = append(all, sum[:]...)
	}
	sum := md5.Sum(all)
	return hex.EncodeToString(sum[:]), true
}

// name returns a location or register as the canonical texts name it: a location
// without brackets, a symbolic register without its percent sign, and any other as it
// was written.
func name(l litmus.Loc) string {
	switch {
	case symbolic(l), !l.IsReg() && l.Index < 0:
		return l.Name
	case l.IsReg() && l.Span.Known():
		text := l.Span.Text()
		text = strings.TrimSpace(text[strings.LastIndexByte(text, ':')+1:])
		return fmt.Sprintf("%d:%s", l.Thread, strings.TrimPrefix(text, "%"))
	}
	return l.String()
}

func symbolic(l litmus.Loc) bool { return l.IsReg() && l.Reg < 0 && !l.Local }

// compare orders registers by thread and then by name, r10 before r2; symbolic
// ones come after them, and then memory.
func compare(a, b litmus.Loc) int {
	if symbolic(a) || symbolic(b) || !a.IsReg() || !b.IsReg() || a.Thread == b.Thread {
		switch {
		case a.IsReg() && !b.IsReg():
			return -1
		case !a.IsReg() && b.IsReg():
			return 1
		case symbolic(a) != symbolic(b):
			if symbolic(b) {
				return -1
			}
			return 1
		case !a.IsReg() && (a.Index < 0) != (b.Index < 0):
			if a.Index < 0 {
				return -1
			}
			return 1
		case !a.IsReg() && a.Name == b.Name:
			return a.Index - b.Index
		}
		return strings.Compare(name(a), name(b))
	}
	return a.Thread - b.Thread
}

// initText returns the init block, sorted. Numbers are as they are written.
func initText(t *litmus.Test) string {
	items := slices.Clone(t.Init)
	slices.SortStableFunc(items, func(a, b litmus.Init) int { return compare(a.Target, b.Target) })
	texts := make([]string, len(items))
	for i := range items {
		texts[i] = initItem(&items[i])
	}
	return strings.Join(texts, "; ")
}

func initItem(in *litmus.Init) string {
	typ := in.Type
	switch {
	case in.Array > 0: // without its values
		return fmt.Sprintf("%s %s[%d]", typ, name(in.Target), in.Array)
	case in.Ptr && typ == "":
		typ = "*"
	case in.Ptr:
		typ += " *"
	case typ != "":
		typ += " "
	}
	v := "0"
	if len(in.Values) > 0 {
		v = in.Values[0].String()
		if in.Values[0].Index > 0 {
			v = fmt.Sprintf("%s+%d", in.Values[0].Addr, in.Values[0].Index)
		} else if in.Values[0].Index == 0 {
			v = in.Values[0].Addr
		}
		if in.Values[0].Addr == "" && in.Values[0].Span.Known() {
			v = in.Values[0].Span.Text()
		}
	}
	return typ + name(in.Target) + "=" + v
}

// observedText lists what the condition and the list of locations name, each once,
// sorted.
func observedText(t *litmus.Test) string {
	var all []litmus.Loc
	for _, l := range t.Locations {
		all = append(all, l.Loc)
	}
	all = appendAtoms(all, t.Cond.Prop)
	slices.SortFunc(all, compare)
	var texts []string
	for _, l := range all {
		texts = append(texts, name(l))
	}
	return strings.Join(slices.Compact(texts), "; ")
}

func appendAtoms(all []litmus.Loc, p litmus.Prop) []litmus.Loc {
	switch p := p.(type) {
	case *litmus.Atom:
		if all = append(all, p.Loc); p.Other != nil {
			all = append(all, *p.Other)
		}
	case *litmus.Not:
		all = appendAtoms(all, p.P)
	case *litmus.And:
		for _, q := range p.Ps {
			all = appendAtoms(all, q)
		}
	case *litmus.Or:
		for _, q := range p.Ps {
			all = appendAtoms(all, q)
		}
	case *litmus.Implies:
		all = appendAtoms(appendAtoms(all, p.P), p.Q)
	}
	return all
}
