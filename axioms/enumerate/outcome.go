package enumerate

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
)

// State is a final state: the values of the components in Outcome.Observed, in order,
// with one value for each element of an array.
type State struct {
	Values []event.Value
	Count  int  // number of consistent executions that end in it; 1 without Options.Counts
	Holds  bool // whether it satisfies the condition, without its quantifier

	ranks []event.Value // the sort key; see rank.go
}

// Outcome is the result of an enumeration.
type Outcome struct {
	S        *event.Structure
	Observed []Observed
	States   []State // in the order in which herd7 prints them

	// Positive and Negative count the executions that pass the filter: those that
	// satisfy the condition, and those that do not.
	Positive, Negative int

	// Filtered says that consistent executions exist, and that none passes the
	// filter.
	Filtered bool

	// Flags lists the flags that some execution that passes the filter has, sorted, if
	// Options asks for them. Others can exist if a limit or a cut was reached.
	Flags []string

	// CutReached lists the cuts that a consistent execution reaches. Such an execution
	// has no final state, so the filter does not apply to it.
	CutReached []event.Cut

	// Candidates is how many combinations of choices were tried. Limit says why not
	// all were tried; "" if all were.
	Candidates int
	Limit      string

	// Undefined counts candidates in which an operation has no meaning, such as the
	// difference of the addresses of two locations. They are not executions. herd7
	// gives up on a test that has one.
	Undefined int
}

// Texts returns all states as herd7 prints them, in its order.
func (o *Outcome) Texts() []string {
	all := make([]string, len(o.States))
	for i, st := range o.States {
		all[i] = o.Text(st)
	}
	return all
}

// Text returns a state as herd7 prints it: "1:r3=1; [x]=2;".
func (o *Outcome) Text(st State) string {
	var b strings.Builder
	vals := st.Values
	for i := range o.Observed {
		ob := &o.Observed[i]
		if i > 0 {
			b.WriteByte(' ')
		}
		switch {
		case ob.IsArray():
			b.WriteString(ob.name() + "={")
			for k := range ob.locs {
				if k > 0 {
					b.WriteByte(',')
				}
				b.WriteString(o.number(ob.Type, vals[k]))
			}
			b.WriteString("};")
			vals = vals[len(ob.locs):]
		default:
			b.WriteString(ob.name() + "=" + o.number(ob.Type, vals[0]) + ";")
			vals = vals[1:]
		}
	}
	return b.String()
}

func (o *Outcome) number(t event.Type, v event.Value) string {
	switch {
	case v.Loc != 0:
		base := &o.S.Locs[v.Loc-1]
		name := base.Name
		if base.Object != "" {
			name = base.Object
		} else if base.Array > 0 {
			name = arrayName(base)
		}
		if v.Num != 0 {
			name += "+" + strconv.FormatInt(v.Num, 10)
		}
		return name
	case t.Size >= 8 && !t.Signed:
		return strconv.FormatUint(uint64(v.Num), 10)
	}
	return strconv.FormatInt(v.Num, 10)
}

// sort sorts the states in herd7's order: value by value, numbers before addresses,
// addresses by name.
func (o *Outcome) sort() {
	name := func(v event.Value) string {
		if v.Loc == 0 {
			return ""
		}
		return o.S.Locs[v.Loc-1].Name
	}
	slices.SortFunc(o.States, func(a, b State) int {
		return slices.CompareFunc(a.ranks, b.ranks, func(x, y event.Value) int {
			return cmp.Or(strings.Compare(name(x), name(y)), cmp.Compare(x.Num, y.Num))
		})
	})
}
