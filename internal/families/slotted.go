package families

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
)

// Slotted is a program with slots, whose choices may be any instructions. It can write
// each variant as text without the code that reads slots.
type Slotted struct {
	Slots []SlotText

	before, heads, after string
	columns              [][]string // the cells of each column; a slot is "\x00" and its number
}

// SlotText is a slot: its name and the text of its choices.
type SlotText struct {
	Name    string
	Choices []string
}

var (
	slotRegister = regexp.MustCompile(`\br\d+\b`)
	slotAddress  = regexp.MustCompile(`(\d+):(r\d+)=[a-z]`)
)

// AddSlots inserts one to three slots into a random program of this package, at any
// place. If apart is true, none is placed between a compare and its branch. If ordering
// is true, all choices only order accesses.
func AddSlots(text string, seed uint64, apart, ordering bool) *Slotted {
	r := rand.New(rand.NewPCG(seed, 0x510))
	s := &Slotted{}
	head, rest, _ := strings.Cut(text, "}\n")
	s.before = head + "}\n"
	s.heads, rest, _ = strings.Cut(rest, "\n")
	at := strings.Index(rest, "exists")
	if k := strings.Index(rest, "filter"); k >= 0 && k < at {
		at = k
	}
	s.after = rest[at:]
	addresses := map[string][]string{}
	for _, m := range slotAddress.FindAllStringSubmatch(head, -1) {
		addresses[m[1]] = append(addresses[m[1]], m[2])
	}
	names := strings.Split(strings.TrimSuffix(strings.TrimSpace(s.heads), ";"), "|")
	s.columns = make([][]string, len(names))
	for row := range strings.Lines(rest[:at]) {
		for i, cell := range strings.Split(strings.TrimSuffix(strings.TrimSpace(row), ";"), "|") {
			if cell = strings.TrimSpace(cell); cell != "" {
				s.columns[i] = append(s.columns[i], cell)
			}
		}
	}
	for n := range 1 + r.IntN(3) {
		col := r.IntN(len(s.columns))
		id := strings.TrimPrefix(strings.Fields(names[col])[0], "P")
		g := slotChoices{r: r, addr: addresses[id], regs: slotRegister.FindAllString(strings.Join(s.columns[col], " "), -1)}
		slot := SlotText{Name: fmt.Sprintf("s%d", n), Choices: []string{"none"}}
		for range 2 + r.IntN(3) {
			if c := g.choice(ordering); !slices.Contains(slot.Choices, c) {
				slot.Choices = append(slot.Choices, c)
			}
		}
		s.Slots = append(s.Slots, slot)
		s.put(col, r, n, apart)
		if r.IntN(5) == 0 { // a slot in two cells
			s.put(r.IntN(len(s.columns)), r, n, apart)
		}
	}
	return s
}

// put inserts slot number n into a column.
func (s *Slotted) put(col int, r *rand.Rand, n int, apart bool) {
	for range 20 {
		at := r.IntN(len(s.columns[col]) + 1)
		if at < len(s.columns[col]) && apart && slices.Contains([]string{"b", "m"}, withoutLabel(s.columns[col][at])[:1]) {
			continue // a branch or mfcr reads the result of a compare
		}
		s.columns[col] = slices.Insert(s.columns[col], at, fmt.Sprintf("\x00%d", n))
		return
	}
}

func withoutLabel(cell string) string {
	if _, rest, ok := strings.Cut(cell, ":"); ok {
		cell = strings.TrimSpace(rest)
	}
	return cell + " "
}

type slotChoices struct {
	r          *rand.Rand
	addr, regs []string
}

func (g *slotChoices) oneOf(of []string, other string) string {
	if len(of) == 0 {
		return other
	}
	return of[g.r.IntN(len(of))]
}

// choice returns the text of a random choice.
func (g *slotChoices) choice(ordering bool) string {
	reg, addr := g.oneOf(g.regs, "r10"), g.oneOf(g.addr, "r1")
	barrier := g.oneOf([]string{"lwsync", "lwsync", "isync", "sync", "eieio"}, "")
	kinds := 8
	if ordering {
		kinds = 4
	}
	switch g.r.IntN(kinds) {
	case 0:
		return barrier
	case 1:
		return "ctrl(" + reg + ")+isync"
	case 2:
		return g.oneOf([]string{"ctrl(" + reg + ")", "twi 0," + reg + ",0+isync"}, "")
	case 3:
		return g.oneOf([]string{"isync+ctrl(" + reg + ")", "ctrl(" + reg + ")+" + barrier, barrier + "+isync", "ctrl(" + reg + ")+ctrl(" + g.oneOf(g.regs, "r11") + ")+isync"}, "")
	case 4:
		return g.oneOf([]string{"li r30,1", "li r30,1+" + barrier, "stw r30,0(" + addr + ")", "li r30,2+stw r30,0(" + addr + ")"}, "")
	case 5:
		return "lwz r29,0(" + addr + ")" + g.oneOf([]string{"", "+ctrl(r29)+isync", "+" + barrier}, "")
	case 6:
		return "xor r28," + reg + "," + reg + g.oneOf([]string{"", "+add " + addr + "," + addr + ",r28"}, "")
	}
	return g.oneOf([]string{"mr r10," + reg, "nop", "cmpw cr5," + reg + "," + reg + "+bne cr5,$+4+isync", "cmpw cr6," + reg + "," + reg + "+isync", "li r10,1"}, "")
}

// String returns the text of the program with its slots.
func (s *Slotted) String() string {
	return s.text(func(n int) []string {
		return []string{"(*@ " + s.Slots[n].Name + ": " + strings.Join(s.Slots[n].Choices, ", ") + " *)"}
	})
}

// Variant returns the text of the variant with the given choices, without slots. field
// is the condition field that the compare of ctrl() sets: "cr7", or "" for field 0.
func (s *Slotted) Variant(picks []int, field string) string {
	label := 0
	if field != "" {
		field += ","
	}
	return s.text(func(n int) (cells []string) {
		c := s.Slots[n].Choices[picks[n]]
		if c == "none" {
			return nil
		}
		for part := range strings.SplitSeq(strings.ReplaceAll(c, "$+4", "$4"), "+") {
			reg, ok := strings.CutPrefix(part, "ctrl(")
			if branch, next := strings.CutSuffix(part, "$4"); next {
				label++
				cells = append(cells, fmt.Sprintf("%sHere%d", branch, label), fmt.Sprintf("Here%d:", label))
				continue
			}
			if !ok {
				cells = append(cells, part)
				continue
			}
			reg = strings.TrimSuffix(reg, ")")
			label++
			cells = append(cells, fmt.Sprintf("cmpw %s%s,%s", field, reg, reg), fmt.Sprintf("bne %sHere%d", field, label), fmt.Sprintf("Here%d:", label))
		}
		return cells
	})
}

func (s *Slotted) text(fill func(slot int) []string) string {
	columns := make([][]string, len(s.columns))
	rows := 1
	for i, col := range s.columns {
		for _, cell := range col {
			if n, ok := strings.CutPrefix(cell, "\x00"); ok {
				columns[i] = append(columns[i], fill(int(n[0]-'0'))...)
			} else {
				columns[i] = append(columns[i], cell)
			}
		}
		rows = max(rows, len(columns[i]))
	}
	var b strings.Builder
	b.WriteString(s.before + s.heads + "\n")
	for r := range rows {
		for i, col := range columns {
			if i > 0 {
				b.WriteString(" | ")
			}
			if r < len(col) {
				b.WriteString(col[r])
			}
		}
		b.WriteString(" ;\n")
	}
	return b.String() + s.after
}
