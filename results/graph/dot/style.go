package dot

import (
	"strings"

	"github.com/fencewise/fencewise/results/graph"
)

// notPlacing leaves the places of nodes alone.
const notPlacing = ", constraint=false"

// style is how the edges of a relation look: lines and arrows differ, colours only
// besides. All but program order leave the places of the nodes alone.
func style(r graph.Relation) string {
	switch r.Family {
	case graph.ProgramOrder:
		return `, color=gray40, fontcolor=gray40, weight=10`
	case graph.ReadsFrom:
		return `, color="#b3261e", fontcolor="#b3261e"` + notPlacing
	case graph.Coherence:
		return `, style=dashed, color="#1a56b0", fontcolor="#1a56b0", arrowhead=empty` + notPlacing
	case graph.FromReads:
		return `, style=dotted, color="#8a4b00", fontcolor="#8a4b00", arrowhead=vee` + notPlacing
	case graph.Atomic:
		return `, color="black:invis:black"` + notPlacing
	case graph.Doorbell:
		return `, style=dashed, color="#b3261e", fontcolor="#b3261e", arrowhead=diamond` + notPlacing
	case graph.BellOrder:
		return `, style=dotted, color="#b3261e", fontcolor="#b3261e", arrowhead=odiamond` + notPlacing
	case graph.Dependency, graph.Derived:
		heads := []string{"onormal", "box", "dot", "obox", "odot", "tee", "crow", "inv"}
		return `, style=dashed, color="#2e6b34", fontcolor="#2e6b34", arrowhead=` + heads[r.Index%len(heads)] + notPlacing
	default:
		panic("dot: no such family of relations")
	}
}

// quote writes lines of a text as a string of the dot language. A backslash would
// begin an escape, and an ampersand an entity; what is no character of a text, such
// as a control character, is replaced.
func quote(lines ...string) string {
	escaped := make([]string, len(lines))
	for i, l := range lines {
		escaped[i] = escape.Replace(graph.Clean(l))
	}
	return `"` + strings.Join(escaped, `\n`) + `"`
}

var escape = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;")
