package event

import "fmt"

// Show returns the text of a value, with locations by name.
func (s *Structure) Show(v Value) string {
	if v.Loc == 0 {
		return v.String()
	}
	base := &s.Locs[v.Loc-1]
	if base.Object != "" && v.Num == 0 {
		return base.Object
	}
	for i := range s.Locs {
		if s.Locs[i].Addr == v {
			return s.Locs[i].Name
		}
	}
	name := base.Name
	if base.Object != "" {
		name = base.Object
	}
	return fmt.Sprintf("%s%+d", name, v.Num)
}

// ZeroExtend returns the operator that takes the low 1, 2 or 4 bytes as an unsigned
// number.
func ZeroExtend(bytes int) Op {
	switch bytes {
	case 1:
		return Low8
	case 2:
		return Low16
	case 4:
		return Low32
	default:
		panic(fmt.Sprintf("event: no operator takes %d bytes", bytes))
	}
}

// SignExtend returns the operator that takes the low 1, 2 or 4 bytes as a signed number.
func SignExtend(bytes int) Op {
	switch bytes {
	case 1:
		return Ext8
	case 2:
		return Ext16
	case 4:
		return Ext32
	default:
		panic(fmt.Sprintf("event: no operator takes %d bytes", bytes))
	}
}
