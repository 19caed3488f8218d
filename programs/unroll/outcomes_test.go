package unroll

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

// outcome is what a thread can do.
type outcome struct {
	writes []string // of locations that are read or shown, such as "x=1"
	bells  string   // the doorbells that it rings, takes and clears
	regs   string   // the final values of its observed registers
}

func (o outcome) String() string { return strings.Join(o.writes, " ") + "; " + o.bells + o.regs }

// outcomes returns the outcomes of a thread for all values from a small set; ok is false if
// they are more than limit. writes says for which locations writes are a part of them.
func (r *run) outcomes(limit int, writes []bool) (all map[string]outcome, ok bool) {
	all = map[string]outcome{}
	runs := 0
	var explore func(decided []int) bool
	explore = func(decided []int) bool {
		if runs++; runs > limit {
			return false
		}
		w := world{r: r, writes: writes, decided: decided}
		if o, whole := w.follow(); whole {
			all[o.String()] = o
		}
		for i := len(decided); i < len(w.open); i++ {
			for pick := 1; pick < w.open[i]; pick++ {
				next := append(slices.Clone(decided), make([]int, i-len(decided))...)
				if !explore(append(next, pick)) {
					return false
				}
			}
		}
		return true
	}
	ok = explore(nil)
	return all, ok
}

// world is one combination of the values of reads and choices: the k-th query has the
// answer decided[k], or 0 beyond them. open holds the number of possible answers of each
// query.
type world struct {
	r       *run
	writes  []bool
	decided []int
	open    []int
}

func (w *world) ask(answers int) int {
	k := len(w.open)
	w.open = append(w.open, answers)
	if k < len(w.decided) {
		return w.decided[k]
	}
	return 0
}

func (w *world) follow() (o outcome, whole bool) {
	defer func() {
		if x := recover(); x != nil && x != noMeaning {
			panic(x)
		}
	}()
	s, r := w.r.s, w.r
	r.start()
	r.choose = func(int32) bool { return w.ask(2) == 1 }
	for i := len(s.Locs); i < len(s.Events); i++ {
		e := &s.Events[i]
		if !r.value(e.Guard).IsTrue() {
			continue
		}
		if e.IsRead() {
			vs := []event.Value{event.Number(0), event.Number(1)}
			if s.Locs[e.Loc].Name == "p" && s.Locs[e.Loc].Init.Loc != 0 {
				vs = []event.Value{s.Locs[0].Addr, s.Locs[len(s.Locs)-1].Addr}
			}
			r.values[int32(i)] = vs[w.ask(len(vs))]
		} else if e.IsWrite() {
			v := s.Show(r.value(e.Value))
			if w.writes[e.Loc] {
				o.writes = append(o.writes, s.Locs[e.Loc].Name+"="+v)
			}
		} else if e.Doorbell() >= 0 {
			o.bells += fmt.Sprintf("bell%d,%d ", e.Kind, e.Doorbell())
		}
	}
	for _, l := range s.Threads[0].Ends {
		if !r.value(l.Guard).IsTrue() {
			continue
		}
		for reg := range isa.Reg(32) {
			if e, ok := l.Regs[reg]; ok {
				o.regs += fmt.Sprintf("%s:%s ", s.RegName(reg), s.Show(r.value(e)))
			}
		}
		return o, true
	}
	return o, false
}

// sameOutcomes checks that a structure without the rounds that have no effect shows others
// what the one with all rounds shows. It returns false if the outcomes are more than limit,
// so that nothing was compared.
//
// Each read has one source. So an outcome with all rounds need not be one with few of them:
// but for each of its writes there has to be one that has this write, and otherwise only lacks
// writes, not the last one to x, which the final state shows. Of a thread with a handler no
// write is left out.
func sameOutcomes(t *rapid.T, all, few *event.Structure, limit int) bool {
	handled := all.Test.Threads[0].Handler != nil
	writes := make([]bool, len(all.Locs))
	for i := range all.Locs {
		writes[i] = handled || all.Locs[i].Name == "x"
	}
	for i := range all.Events {
		if e := &all.Events[i]; e.IsRead() {
			writes[e.Loc] = true
		}
	}
	want, ok := (&run{t: t, s: all}).outcomes(limit, writes)
	got, ok2 := (&run{t: t, s: few}).outcomes(limit, writes)
	if !ok || !ok2 {
		return false
	}
	for text := range got {
		if _, ok := want[text]; !ok {
			t.Fatalf("only without rounds: %s\n%s\n%s\n%s", text, all.Test.Src.Text, all, few)
		}
	}
	for text, o := range want {
		if _, ok := got[text]; ok {
			continue
		}
		for i := -1; i < len(o.writes); i++ {
			if handled || !anyShows(got, o, i) {
				t.Fatalf("only with all rounds: %s\n%s\n%s\n%s", text, all.Test.Src.Text, all, few)
			}
		}
	}
	return true
}

// anyShows reports whether one of the outcomes is o without some writes, but with its i-th one
// if there is such, and with its last one to x.
func anyShows(all map[string]outcome, o outcome, i int) bool {
	for _, f := range all {
		if f.bells != o.bells || f.regs != o.regs || lastOfX(f.writes) != lastOfX(o.writes) {
			continue
		}
		if i < 0 && within(f.writes, o.writes) {
			return true
		}
		for j, w := range f.writes {
			if i >= 0 && w == o.writes[i] && within(f.writes[:j], o.writes[:i]) && within(f.writes[j+1:], o.writes[i+1:]) {
				return true
			}
		}
	}
	return false
}

// within reports whether a is b without some elements.
func within(a, b []string) bool {
	for _, w := range b {
		if len(a) > 0 && a[0] == w {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// lastOfX returns the last write to x; "" if there is none.
func lastOfX(writes []string) string {
	for _, w := range slices.Backward(writes) {
		if strings.HasPrefix(w, "x=") {
			return w
		}
	}
	return ""
}
