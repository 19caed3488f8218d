package isa

import (
	"slices"
	"testing"
)

var small = Language{Name: "small", Arch: "SMALL", Tags: []TagInfo{
	1: {Name: "reserve", Cat: "EX", Exclusive: true},
	2: {Name: "full", Cat: "FULL", Barrier: true, Orders: AllPairs},
	3: {Name: "light", Cat: "LIGHT", Barrier: true, Orders: WriteWrite},
}}

func TestLanguage(t *testing.T) {
	if got := small.Barriers(); !slices.Equal(got, []Tag{2, 3}) {
		t.Errorf("barriers %v", got)
	}
	for _, c := range []struct {
		tags      Tags
		barrier   Tag
		exclusive bool
		text      string
	}{
		{0, NoTag, false, ""}, {Of(1), NoTag, true, "reserve"}, {Of(2), 2, false, "full"}, {Of(1, 3), 3, true, "reserve light"},
	} {
		if b, e, s := small.Barrier(c.tags), small.Exclusive(c.tags), small.Text(c.tags); b != c.barrier || e != c.exclusive || s != c.text {
			t.Errorf("%v: %d %v %q", c.tags.List(), b, e, s)
		}
	}
	for tag := range small.Tags {
		if info := small.Tags[tag]; info.Name != "" && small.TagNamed(info.Name) != Tag(tag) {
			t.Errorf("%s is not found", info.Name)
		}
	}
	if small.TagNamed("") != NoTag || small.TagNamed("none") != NoTag || !small.Full(2) || small.Full(3) {
		t.Error("a tag that is not there, or a barrier that orders more than it can")
	}
}

func TestTags(t *testing.T) {
	s := Of(1, 5, MaxTags)
	for tag := Tag(0); tag <= MaxTags; tag++ {
		if s.Has(tag) != slices.Contains(s.List(), tag) || s.Has(tag) != (tag == 1 || tag == 5 || tag == MaxTags) {
			t.Errorf("tag %d", tag)
		}
	}
}

// TestRegisters checks that the registers of the file have their numbers and that
// symbolic registers get the next ones, for many of them, too.
func TestRegisters(t *testing.T) {
	r := &Registers{File: RegisterFile{"a", "b"}}
	names := []string{}
	for i := range 3 * linearSearchMax {
		names = append(names, string(rune('A'+i)))
	}
	for round := range 2 {
		for i, n := range names {
			if got := r.Symbolic(n); int(got) != 2+i || !r.IsSymbolic(got) || r.Name(got) != "%"+n {
				t.Fatalf("round %d: %s is %d, %s", round, n, got, r.Name(got))
			}
		}
	}
	if r.Len() != 2+len(names) || r.Name(1) != "b" || r.IsSymbolic(1) {
		t.Error("the registers of the file have moved")
	}
}
