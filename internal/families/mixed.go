package families

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

var (
	plainAccess = regexp.MustCompile(`(lwz|stw) (r\d+),0\((r\d+)\)`)
	indexed     = regexp.MustCompile(`(lwzx|stwx) `)
	constant    = regexp.MustCompile(`li r7,(\d)`)
)

// Mixed returns a random program like those of Small, in which accesses have different sizes
// and cover parts of each other. order is the order of its bytes, little or big. Equal seeds
// give equal programs.
func Mixed(seed uint64, order string) string {
	r := rand.New(rand.NewPCG(seed, 0x512e))
	text := Small(seed)
	letters := []string{"b", "h", "w", "d"}
	text = plainAccess.ReplaceAllStringFunc(text, func(s string) string {
		m := plainAccess.FindStringSubmatch(s)
		k := []int{0, 0, 1, 1, 2, 2, 3}[r.IntN(7)]
		op := "st" + letters[k]
		if m[1] == "lwz" {
			op = []string{"lbz", "lhz", "lwz", "ld"}[k]
		}
		return fmt.Sprintf("%s %s,%d(%s)", op, m[2], r.IntN(4>>min(k, 2))<<k, m[3])
	})
	text = indexed.ReplaceAllStringFunc(text, func(s string) string {
		k := r.IntN(3)
		if s == "stwx " {
			return "st" + letters[k] + "x "
		}
		return "l" + letters[k] + "zx "
	})
	text = constant.ReplaceAllStringFunc(text, func(string) string {
		return fmt.Sprintf("li r7,%d", []int{1, 2, 257, 514, 256}[r.IntN(5)])
	})
	pair := letters[r.IntN(4)]
	text = strings.ReplaceAll(strings.ReplaceAll(text, "lwarx", "l"+pair+"arx"), "stwcx.", "st"+pair+"cx.")
	types := []string{"uint32_t", "int", "uint64_t", "int64_t"}
	if strings.Contains(text, "ld ") || strings.Contains(text, "std ") || pair == "d" {
		types = types[2:]
	}
	decl := "Endian=" + order + "\n{"
	for l := range 3 {
		decl += fmt.Sprintf(" %s %s=%d;", types[r.IntN(len(types))], loc(l), []int{0, 0, 1, 258}[r.IntN(4)])
	}
	return strings.Replace(strings.Replace(text, "{", decl, 1), "small-", "mixed-", 1)
}

var (
	declared = regexp.MustCompile(`(\w+) (x\d)=`)
	access   = regexp.MustCompile(`(lbz|lhz|lwz|ld|stb|sth|stw|std) (r\d+),(\d+)\(r(\d)\)`)
)

// Mirrored returns a program of [Mixed] with the other order of bytes, and with each access at
// the same place of the number, so that it does the same. ok is false for a program with accesses
// whose place is not in the instruction.
func Mirrored(text, order string) (mirrored string, ok bool) {
	if strings.Contains(text, "arx ") || strings.Contains(text, "zx ") || regexp.MustCompile(`st.x `).MatchString(text) {
		return "", false
	}
	size := map[string]int{} // of the location in r1, r2, …
	for _, m := range declared.FindAllStringSubmatch(text, -1) {
		size[fmt.Sprint(m[2][1]-'0'+1)] = 4
		if strings.Contains(m[1], "64") {
			size[fmt.Sprint(m[2][1]-'0'+1)] = 8
		}
	}
	text = access.ReplaceAllStringFunc(text, func(s string) string {
		m := access.FindStringSubmatch(s)
		width := map[byte]int{'b': 1, 'h': 2, 'w': 4, 'd': 8}[strings.TrimSuffix(m[1], "z")[len(strings.TrimSuffix(m[1], "z"))-1]]
		off, _ := strconv.Atoi(m[3])
		return fmt.Sprintf("%s %s,%d(r%s)", m[1], m[2], size[m[4]]-off-width, m[4])
	})
	return regexp.MustCompile(`Endian=\w+`).ReplaceAllString(text, "Endian="+order), true
}
