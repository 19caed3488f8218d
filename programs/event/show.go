package event

import "fmt"

// Show is the value with locations by name.
func (s *Structure) Show(v Value) string {
	if v.Loc == 0 {
		return v.String()
	}
	for i := range s.Locs {
		if s.Locs[i].Addr == v {
			return s.Locs[i].Name
		}
	}
	return fmt.Sprintf("%s%+d", s.Locs[v.Loc-1].Name, v.Num)
}

// ZeroExtend is the operator that takes the low bytes as an unsigned number,
// signExtend the one that takes them as a signed number.
func ZeroExtend(bytes int) Op { return [...]Op{1: Low8, 2: Low16, 4: Low32}[bytes] }

func SignExtend(bytes int) Op { return [...]Op{1: Ext8, 2: Ext16, 4: Ext32}[bytes] }
