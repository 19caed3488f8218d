package csource

import (
	"io/fs"
	"regexp"
	"slices"
	"sort"
	"strings"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/kernelc"
)

// nearName returns the name of a variable, a function, a type or a macro that is close to a name; ""
// if none is.
func (r *reader) nearName(name string) string {
	if len(name) < 3 {
		return ""
	}
	if r.near == nil {
		r.near = r.allNames()
	}
	near := diag.Nearest(name, r.near)
	if len(name) < 6 && !oneApart(name, near) || near == name {
		return ""
	}
	return near
}

// allNames returns the names that a file can use.
func (r *reader) allNames() []string {
	own := map[string]bool{}
	if ast, err := r.parseWith("\nextern int __fw_end;\n", cc.Parse); err == nil && ast != nil {
		for n := range ast.Macros {
			own[n] = true
		}
		scopes := []*cc.Scope{ast.Scope}
		for len(scopes) > 0 {
			s := scopes[0]
			for n := range s.Nodes {
				own[n] = true
			}
			scopes = append(scopes[1:], s.Children...)
		}
	}
	for _, n := range r.prims.Names() {
		own[n] = true
	}
	for n := range known {
		own[n] = true
	}
	for n := range typeWords {
		own[n] = true
	}
	return sorted(own)
}

// oneApart reports whether two names differ in one letter, or in upper and lower case.
func oneApart(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	i, j := 0, 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	for j < min(len(a), len(b))-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	return i+j >= max(len(a), len(b))-1
}

// typeWords begin declarations and statements.
var typeWords = names("int char short long unsigned signed void struct union enum static extern const volatile inline return break continue goto while switch default typedef sizeof register")

// unknownType reports a name where a declaration begins that is not a type: the front end then misses a
// ';' after it.
func (r *reader) unknownType(at diag.Span) bool {
	end := lastEnd(at.Src.Text, at.Start)
	start := end
	for start > 0 && kernelc.InName(at.Src.Text[start-1]) {
		start--
	}
	before := lastEnd(at.Src.Text, start)
	if start == end || leadingWord(at.Text()) == "" || before > 0 && !strings.ContainsRune(";{})", rune(at.Src.Text[before-1])) {
		return false
	}
	word := at.Src.Span(start, end)
	_, user := r.userMacros()[word.Text()]
	_, own := ownMacros()[word.Text()]
	if typeWords[word.Text()] || user || own || r.declared(word.Text()) {
		return false
	}
	d := r.fail(word, diag.CName, "nothing declares the type %s", diag.Quote(word.Text())).WithFix("declare it, or include the header that does")
	if near := diag.Nearest(word.Text(), append(sorted(typeWords), typedefs...)); near != "" {
		d.WithFix("did you mean %s?", near)
	}
	return true
}

// typedefs are the types that our headers declare and that people misspell.
var typedefs = strings.Fields("atomic_t atomic64_t atomic_long_t spinlock_t raw_spinlock_t bool u8 u16 u32 u64 s8 s16 s32 s64 atomic_int atomic_uint atomic_long atomic_ulong atomic_bool atomic_flag pthread_t pthread_mutex_t size_t uint8_t uint16_t uint32_t uint64_t int8_t int16_t int32_t int64_t uintptr_t intptr_t")

// declared reports whether a text of the user seems to declare a name: it stands there as a word elsewhere
// after a type or a comma. The file itself cannot be parsed.
func (r *reader) declared(name string) bool {
	re := regexp.MustCompile(`[\w*,][ \t*]+` + regexp.QuoteMeta(name) + `[ \t]*[;,=\[(){]`)
	for _, text := range r.texts {
		if re.MatchString(text) {
			return true
		}
	}
	return false
}

// sorted returns the names of a set that people write, in order.
func sorted(set map[string]bool) (all []string) {
	for n := range set {
		if !strings.HasPrefix(n, "__fw") && !strings.HasPrefix(n, "_fw") && !strings.HasPrefix(n, "fw_") && !strings.HasPrefix(n, "__builtin") && !strings.HasPrefix(n, "__predefined") {
			all = append(all, n)
		}
	}
	sort.Strings(all)
	return all
}

// ownNames returns the names of the headers that are known here.
func ownNames() []string {
	all := map[string]bool{}
	_ = fs.WalkDir(headers, "headers", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if name := strings.TrimPrefix(path, "headers/"); !strings.HasPrefix(name, "fw/") {
				all[name] = true
			}
		}
		return nil
	})
	for n := range kernelHeaders {
		all[n] = true
	}
	return sorted(all)
}

// notIncluded reports a file that is not found, or that cannot be included.
func (r *reader) notIncluded(at diag.Span, name string, angled bool) {
	for path, why := range r.refused {
		if path == name || strings.HasSuffix(path, "/"+name) {
			r.fail(at, diag.CFrontEnd, "%s cannot be included: %s", diag.Quote(name), why).WithFix("include a text file of C")
			return
		}
	}
	d := r.fail(at, diag.CFrontEnd, "the header %s is not found", diag.Quote(name))
	if near := diag.Nearest(name, ownNames()); near != "" {
		d.WithFix("did you mean <%s>?", near)
		return
	}
	if slices.Contains(ownNames(), name) {
		d.WithFix("write #include <%s>: it is a header of fencewise", name)
		return
	}
	if angled || strings.Contains(name, "/") {
		var std []string
		for _, n := range ownNames() {
			if !strings.Contains(n, "/") {
				std = append(std, n)
			}
		}
		d.Note("the headers of this machine are not read; fencewise has its own: %s, and linux/*.h for what the kernel offers", strings.Join(std, ", "))
	}
	d.WithFix("name the folder that has it with -I, or write the few declarations that are needed")
}

// noMember matches what the front end says about a member that a struct does not have.
var noMember = re(`^type (.*) has no member (?:named )?(\w+)$`)

// memberNames matches the members of a struct in the front end's words.
var memberNames = re(`[{;] *(\w+)`)

// noMember reports a member that a struct does not have. The place is that of the dot or the arrow.
func (r *reader) noMember(at diag.Span, of, name string) {
	var members []string
	head, rest, _ := strings.Cut(of, " {")
	for _, m := range memberNames().FindAllStringSubmatch("{"+rest, -1) {
		members = append(members, m[1])
	}
	if end := min(len(at.Src.Text), at.End+len(name)+8); at.Start < end {
		at = wordIn(at.Src.Span(at.Start, end), name)
	}
	d := r.fail(at, diag.CName, "%s has no member %s", head, diag.Quote(name)).WithFix("use a member that it has")
	if len(members) > 0 && len(members) <= 12 {
		d.Note("its members are %s", strings.Join(members, ", "))
	}
	if near := diag.Nearest(name, members); near != "" && len(name) > 2 {
		d.WithFix("did you mean %s?", near)
	}
}
