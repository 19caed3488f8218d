package families

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
)

var (
	starred  = regexp.MustCompile(`(int )?\*([xyz])\b`)
	pointing = regexp.MustCompile(`(smp_load_acquire|smp_store_release|cmpxchg\w*|xchg\w*)\(([xyz])\b`)
	written  = regexp.MustCompile(`, ([12])\)`)
)

// KernelMixed returns a random program like those of [Kernel], in which accesses have different
// sizes and cover parts of each other. order is the order of its bytes, little or big. Equal
// arguments give equal programs.
func KernelMixed(seed uint64, plain bool, order string) string {
	r := rand.New(rand.NewPCG(seed, 0xb17e))
	wide := r.IntN(3) == 0 // objects of 8 bytes
	part := func(name string) string {
		types := []string{"u8", "s8", "u16", "s16", "u32", "int", "u64"}
		sizes := []int{1, 1, 2, 2, 4, 4, 8}
		k := r.IntN(len(types) - 1)
		if wide {
			k = r.IntN(len(types))
		}
		if at := r.IntN(4 / min(4, sizes[k])); at > 0 {
			return fmt.Sprintf("(%s *)%s + %d", types[k], name, at)
		}
		return fmt.Sprintf("(%s *)%s", types[k], name)
	}
	text := Kernel(seed, plain)
	text = starred.ReplaceAllStringFunc(text, func(s string) string {
		m := starred.FindStringSubmatch(s)
		if m[1] != "" || r.IntN(4) == 0 {
			return s
		}
		return "*(" + part(m[2]) + ")"
	})
	text = pointing.ReplaceAllStringFunc(text, func(s string) string {
		m := pointing.FindStringSubmatch(s)
		if r.IntN(4) == 0 {
			return s
		}
		return m[1] + "(" + part(m[2])
	})
	text = written.ReplaceAllStringFunc(text, func(s string) string {
		if r.IntN(2) == 0 {
			return s
		}
		return ", " + []string{"257", "513", "256"}[r.IntN(3)] + ")"
	})
	object := "u32"
	if wide {
		object = "u64"
	}
	decl := "Endian=" + order + "\n{ "
	for _, l := range []string{"x", "y", "z"} {
		if strings.Contains(text, "*"+l) {
			decl += fmt.Sprintf("%s %s=%d; ", object, l, []int{0, 0, 1, 258}[r.IntN(4)])
		}
	}
	text = strings.Replace(text, "{ ", decl, 1)
	return strings.Replace(text, "kernel-", "kernel-mixed-", 1)
}
