package csource

import (
	"sort"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
)

// containsItself reports structs and unions that contain themselves.
func (r *reader) containsItself() {
	var all []cc.Type
	for t := range r.ast.Structs {
		all = append(all, t)
	}
	for t := range r.ast.Unions {
		all = append(all, t)
	}
	sort.Slice(all, func(i, j int) bool { return before(r.tagAt(all[i]), r.tagAt(all[j])) })
	for _, t := range all {
		if at := r.tagAt(t); contains(t, tagOf(t), map[string]bool{}) {
			r.fail(at, diag.CType, "%s contains itself", shape(t)).WithFix("use a pointer to it as the member")
		}
	}
}

// tagOf returns the tag of a struct or a union.
func tagOf(t cc.Type) string {
	tag, _, _ := parts(t)
	return tag
}

// tagAt returns the place of the tag of a struct or a union.
func (r *reader) tagAt(t cc.Type) diag.Span {
	switch x := t.(type) {
	case *cc.StructType:
		return r.token(x.Tag())
	case *cc.UnionType:
		return r.token(x.Tag())
	}
	return diag.Span{}
}

// contains reports whether a type has a member with a tag, not counting what members point to.
func contains(t cc.Type, tag string, seen map[string]bool) bool {
	own := tagOf(t)
	if tag == "" || own != "" && seen[own] {
		return false
	}
	seen[own] = true
	var n int
	var field func(int) *cc.Field
	switch x := t.(type) {
	case *cc.StructType:
		n, field = x.NumFields(), x.FieldByIndex
	case *cc.UnionType:
		n, field = x.NumFields(), x.FieldByIndex
	}
	for i := range n {
		ft := field(i).Type()
		for ft.Kind() == cc.Array {
			ft = ft.(*cc.ArrayType).Elem()
		}
		if (ft.Kind() == cc.Struct || ft.Kind() == cc.Union) && (tagOf(ft) == tag || contains(ft, tag, seen)) {
			return true
		}
	}
	return false
}
