package rel

import "sort"

// refused maps names of herd7 whose meaning in POWER programs is not part of executions
// here to the reason. Using such a name is an error; binding it anew, as models may, is
// not.
var refused = map[string]string{
	// branches
	"B": branches, "BR": branches, "PoD": branches, "BCC": branches,
	// registers
	"NDATA": registers, "ADDR": registers, "rf-reg": registers, "iico_data": registers, "iico_ctrl": registers,
	"iico_order": registers, "depend": registers, "success": registers, "control": registers, "tst": registers,
	"same-instr": instructions, "same-static": instructions, "equiv-spec": instructions, "partial_po": instructions,
	// functions that look into events or take relations apart
	"classes": enumerates, "classes-loc": enumerates, "partition": enumerates, "linearisations": enumerates,
	"bisimulation": enumerates, "lift": enumerates, "delift": enumerates, "deliftinter": enumerates, "fulldelift": enumerates,
	"loc2events": values, "same-oa": values, "oa-changes": values,
	"at-least-one-writable": values, "aligned": values, "same-low-order-bits": values,
	"tag2events": tags, "tag2instrs": tags, "tag2fenced": tags, "tag2scope": tags, "tag2level": tags,
	"as_transitive": hints, "fail": hints,
}

const (
	branches     = "executions here have no branch events; what branches decide is in ctrl"
	registers    = "executions here have no register events; dependencies through registers are in addr, data and ctrl"
	instructions = "events here do not record their instruction"
	enumerates   = "it computes sets of sets from the events of one execution"
	values       = "relations here do not depend on addresses and values"
	tags         = "tags belong to bell files, which describe languages other than POWER"
	hints        = "it is an instruction to herd7's interpreter"
)

// RefusedInfo is a name of herd7 that has no meaning here, with the reason.
type RefusedInfo struct{ Name, Why string }

// Refused lists the names that are refused where they are used, by reason.
func Refused() []RefusedInfo {
	var list []RefusedInfo
	for name, why := range refused {
		list = append(list, RefusedInfo{name, why})
	}
	sort.Slice(list, func(i, j int) bool {
		if list[i].Why != list[j].Why {
			return list[i].Why < list[j].Why
		}
		return list[i].Name < list[j].Name
	})
	return list
}
