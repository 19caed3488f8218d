package event

import "strings"

// Says returns what an access does in the words of its tags, given the text of its value:
// "takes l". It returns "" if no tag has words for it.
func (s *Structure) Says(e int, value string) string {
	ev := &s.Events[e]
	if !ev.IsAccess() || ev.Thread < 0 {
		return ""
	}
	for _, t := range ev.Tags.List() {
		if says := s.Lang.Tags[t].Says; says != "" {
			return strings.NewReplacer("{loc}", s.GranuleName(ev.Loc), "{value}", value).Replace(says)
		}
	}
	return ""
}

// Alone returns what becomes of an operation whose read is e if its write does not follow:
// "fails". It returns "" for other accesses.
func (s *Structure) Alone(e int) string {
	ev := &s.Events[e]
	if !ev.IsRead() || ev.Thread < 0 {
		return ""
	}
	for _, t := range ev.Tags.List() {
		if alone := s.Lang.Tags[t].Alone; alone != "" {
			return alone
		}
	}
	return ""
}
