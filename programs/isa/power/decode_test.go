package power

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/golden"
	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/isa"
	"github.com/fencewise/fencewise/programs/litmus"
)

// instr reads one instruction, from a test that contains nothing else.
func instr(t testing.TB, text string) *litmus.Instr {
	t.Helper()
	test, err := litmus.Parse(diag.NewSource("in.litmus", "PPC t\n{}\n P0 ;\n "+text+" ;\nexists (x=1)\n"))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return test.Threads[0].Cells[0].Instr
}

// cases reads lines "instruction => expectation"; a line without the arrow is a title. f
// returns what is expected.
func cases(t *testing.T, file string, f func(text string) string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for line := range strings.SplitSeq(strings.TrimRight(string(data), "\n"), "\n") {
		text, _, ok := strings.Cut(line, "=>")
		if !ok {
			out.WriteString(line + "\n")
			continue
		}
		text = strings.TrimSpace(text)
		fmt.Fprintf(&out, "%-26s => %s\n", text, f(text))
	}
	golden.Check(t, file, []byte(out.String()))
}

// TestDecode checks the operations of all instructions, in every form of their operands.
func TestDecode(t *testing.T) {
	seen := map[string]bool{}
	cases(t, "testdata/instructions.txt", func(text string) string {
		in := instr(t, text)
		seen[in.Op] = true
		d := newDecoder()
		op, err := d.Decode(in)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
		return isa.Show(&POWER, d.Regs(), &op)
	})
	for _, m := range mnemonics() {
		if !seen[strings.TrimRight(m, "+-")] && !seen[m] {
			t.Errorf("%s is not tried", m)
		}
	}
}

// TestHints checks that hints change nothing.
func TestHints(t *testing.T) {
	for _, m := range mnemonics() {
		plain := strings.TrimRight(m, "+-")
		if a, b := table[plain], table[m]; a.form != b.form || a.op != b.op {
			t.Errorf("%s is not %s", m, plain)
		}
	}
}

// TestDotForms checks that the dot adds a comparison with 0 and changes nothing else.
func TestDotForms(t *testing.T) {
	n := 0
	for _, m := range mnemonics() {
		plain, dot := strings.CutSuffix(m, ".")
		if !dot || table[plain] == nil {
			continue
		}
		n++
		op := table[m].op
		op.Record = false
		if a, b := table[plain], table[m]; a.op != op || a.form != b.form || a.lo != b.lo || a.hi != b.hi || !b.op.Record {
			t.Errorf("%s differs from %s in more than the dot", m, plain)
		}
	}
	if n < 40 {
		t.Errorf("only %d dot forms", n)
	}
}

// TestErrors checks the diagnostics for wrong instructions and the text that they mark.
// The cases contain every code of this package.
func TestErrors(t *testing.T) {
	shown := map[diag.Code]bool{}
	cases(t, "testdata/errors.txt", func(text string) string {
		in := instr(t, text)
		d := newDecoder()
		_, err := d.Decode(in)
		ds := diag.All(err)
		for _, w := range survey(&litmus.Test{Threads: []*litmus.Thread{{Cells: []litmus.Cell{{Instr: in}}}}}).Warnings {
			if w.Code == diag.PowerZeroBase {
				ds = append(ds, w)
			}
		}
		if len(ds) != 1 {
			return "accepted"
		}
		shown[ds[0].Code] = true
		s := fmt.Sprintf("%s %q %s", ds[0].Code, ds[0].Span.Text(), ds[0].Msg)
		for _, n := range append(slices.Clone(ds[0].Notes), ds[0].Fix) {
			if n != "" {
				s += "; " + n
			}
		}
		if len(ds[0].Notes) == 0 && ds[0].Fix == "" {
			t.Errorf("%s: says not what to do", text)
		}
		return s
	})
	for _, d := range diag.Codes() {
		if strings.HasPrefix(string(d.Code), "FW20") && !shown[d.Code] && d.Code != diag.PowerNumber {
			t.Errorf("no case shows %s: %s", d.Code, d.Summary)
		}
	}
	names, why := Refused()
	for i, n := range names {
		d := newDecoder()
		_, err := d.Decode(&litmus.Instr{Op: n})
		if ds := diag.All(err); len(ds) != 1 || ds[0].Code != diag.PowerRefused || !strings.Contains(ds[0].Msg, why[i]) {
			t.Errorf("%s: %v", n, err)
		}
	}
}

// TestWrongNumberOfOperands checks that no mnemonic accepts the operands of a mnemonic of
// another form, and that none makes the decoder panic.
func TestWrongNumberOfOperands(t *testing.T) {
	shapes := []string{"", "r1", "5", "P1", "cr2", "8(r1)", "r1,r2", "r1,5", "r1,8", "8,r1", "r1,8(r2)", "r1,L", "5,r1", "2,L", "cr2,r1", "cr2,L",
		"r1,r2,r3", "r1,r2,5", "cr1,r2,r3", "cr1,r2,5", "12,2,L", "r1,r2,r3,r4", "r1,r2,r3,1", "r1,r2,3,4,5", "r1,r2,r3,4,5", "r1,r2,3,4", "r1,r2,r3,4,5,6",
		"0,0,r3,r4", "0,0,r3,400", "20,0", `"text"`, "0,r1,r2", "0,r1,5"}
	for _, m := range mnemonics() {
		accepted := 0
		for _, s := range shapes {
			d := newDecoder()
			if _, err := d.Decode(instr(t, m+" "+s)); err == nil {
				accepted++
			} else if ds := diag.All(err); len(ds) != 1 || !ds[0].Span.Known() {
				t.Errorf("%s %s: %v", m, s, err)
			}
		}
		if accepted == 0 || accepted > 10 { // a number may be that of a register
			t.Errorf("%s accepts %d shapes of operands", m, accepted)
		}
	}
}

// TestRegistersByNumber checks that an instruction with numbers for registers is decoded
// to the same operation, in every form of every mnemonic, and that its spelling for herd7
// is the same.
func TestRegistersByNumber(t *testing.T) {
	data, err := os.ReadFile("testdata/instructions.txt")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for line := range strings.Lines(string(data)) {
		text, _, ok := strings.Cut(line, "=>")
		if !ok {
			continue
		}
		in := instr(t, text)
		bare := *in
		bare.Args = slices.Clone(in.Args)
		changed := false
		for i := range bare.Args {
			o := &bare.Args[i]
			if o.Kind == litmus.OpMem {
				base := *o.Base
				o, bare.Args[i].Base = &base, &base
			}
			if o.Kind == litmus.OpReg || o.Kind == litmus.OpCR {
				o.Kind, changed = litmus.OpImm, true
			}
		}
		if !changed {
			continue
		}
		tried++
		d := newDecoder()
		want, err1 := d.Decode(in)
		got, err2 := d.Decode(&bare)
		if err1 != nil || err2 != nil || got != want {
			t.Errorf("%s: %s is %s (%v, %v)", text, bare.String(), isa.Show(&POWER, d.Regs(), &got), err1, err2)
		}
		if got, want := spell(&bare).String(), spell(in).String(); got != want {
			t.Errorf("%s: spelt %s, want %s", bare.String(), got, want)
		}
	}
	if tried < 150 {
		t.Errorf("only %d instructions", tried)
	}
}

// TestNumbersAsRegisters checks the warning about a number among registers with names.
// There is none if all operands are numbers, or if the number is an address or a field.
func TestNumbersAsRegisters(t *testing.T) {
	for text, want := range map[string]string{
		"add r1,r2,3":   "3 means the register r3 here; the instruction with the number 3 is addi; write r3",
		"mr r1,5":       "5 means the register r5 here; the instruction with the number 5 is li; write r5",
		"cmpw r1,0":     "0 means the register r0 here; the instruction with the number 0 is cmpwi; write r0",
		"nand r1,%x,1":  "1 means the register r1 here; write r1",
		"add 1,2,3":     "",
		"addi r1,r2,3":  "",
		"cmpw 0,1,r2":   "",
		"lwarx r5,0,3":  "",
		"lwz r5,0(3)":   "",
		"stw r5,0,3":    "",
		"slwi r1,r2,3":  "",
		"add r1,r2,300": "",
	} {
		in := instr(t, text)
		test := &litmus.Test{Threads: []*litmus.Thread{{Cells: []litmus.Cell{{Instr: in}}}}}
		got := ""
		for _, d := range survey(test).Warnings {
			got += d.Msg
			for _, n := range append(slices.Clone(d.Notes), d.Fix) {
				got += "; " + n
			}
			if d.Code != diag.PowerNumber || !d.Warning || d.Span.Text() == text {
				t.Errorf("%s: %v", text, d)
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestDoorbellRegisters checks that of the instructions about doorbells only doorbell rD
// uses a register, which it writes.
func TestDoorbellRegisters(t *testing.T) {
	for text, want := range map[string]string{
		"msgsnd P1": "", "msgclr": "", "msgsync": "", "doorbell": "", "local_irq_disable": "", "local_irq_enable": "",
		"doorbell r5": "writes r5", "doorbell %x": "writes %x",
	} {
		d := newDecoder()
		op, err := d.Decode(instr(t, text))
		if err != nil {
			t.Error(err)
			continue
		}
		got := ""
		op.Writes(func(r isa.Reg) { got += "writes " + d.Name(r) })
		op.Reads(func(r isa.Reg) { got += "reads " + d.Name(r) })
		if got != want || op.WritesFields() != 0 || op.ReadsFields() != 0 {
			t.Errorf("%s: %q, want %q; fields %b, %b", text, got, want, op.WritesFields(), op.ReadsFields())
		}
	}
}

func TestSymbolicRegistersAreNumberedOnce(t *testing.T) {
	d := newDecoder()
	x := d.Symbolic("x")
	if y := d.Symbolic("y"); x != d.Symbolic("x") || x == y || d.Len()-len(file) != 2 {
		t.Error("numbered wrongly")
	}
	if got := d.Name(d.Symbolic("y")) + " " + d.Name(31) + " " + d.Name(CTR); got != "%y r31 ctr" {
		t.Error(got)
	}
}

// TestMask compares masks with the definition in the ISA, bit by bit.
func TestMask(t *testing.T) {
	for first := range int64(64) {
		for last := range int64(64) {
			var want uint64
			for i := first; ; i = (i + 1) % 64 {
				want |= 1 << (63 - i)
				if i == last {
					break
				}
			}
			if got := uint64(mask(first, last)); got != want {
				t.Fatalf("mask(%d,%d) = %#x, want %#x", first, last, got, want)
			}
		}
	}
}

// TestDocumentation checks that docs/instructions.md lists what the table contains, with
// dot forms as add[.], and what is refused.
func TestDocumentation(t *testing.T) {
	data, err := os.ReadFile("../../../docs/instructions.md")
	if err != nil {
		t.Fatal(err)
	}
	supported, refused, ok := strings.Cut(string(data), "## Known and refused")
	if !ok {
		t.Fatal("the section on refused instructions is missing")
	}
	names, _ := Refused()
	compare(t, "supported", mentioned(supported), mnemonics())
	compare(t, "refused", mentioned(refused), names)
}

// mentioned returns the mnemonics that are written as code in the first columns of
// tables.
func mentioned(text string) map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "| `") {
			continue
		}
		first, _, _ := strings.Cut(line[1:], "|")
		for i, code := range strings.Split(first, "`") {
			if i%2 == 0 {
				continue
			}
			name, _, _ := strings.Cut(code, " ")
			plain, both := strings.CutSuffix(name, "[.]")
			m[plain] = true
			if both {
				m[plain+"."] = true
			}
		}
	}
	return m
}

func compare(t *testing.T, what string, doc map[string]bool, names []string) {
	t.Helper()
	known := map[string]bool{}
	for _, n := range names {
		n = strings.TrimRight(n, "+-")
		known[n] = true
		if !doc[n] {
			t.Errorf("%s is %s and not documented so", n, what)
		}
	}
	for n := range doc {
		if !known[n] {
			t.Errorf("%s is documented as %s and is not", n, what)
		}
	}
}

// TestUses checks that the registers that an Op reads and writes are those in its text,
// to the right and left of ":=".
func TestUses(t *testing.T) {
	data, err := os.ReadFile("testdata/instructions.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		text, _, ok := strings.Cut(line, "=>")
		if !ok {
			continue
		}
		d := newDecoder()
		op, err := d.Decode(instr(t, text))
		if err != nil {
			continue
		}
		show := isa.Show(&POWER, d.Regs(), &op)
		check := func(reg isa.Reg, side string) {
			found := false
			for part := range strings.SplitSeq(show, ";") {
				left, right, assigned := strings.Cut(part, ":=")
				if !assigned {
					left, right = "", part
				}
				if side == "writes" {
					right = left
				} else if strings.Contains(left, "[") {
					right += left
				}
				found = found || strings.Contains(right+" ", d.Name(reg))
			}
			if !found {
				t.Errorf("%s: %s %s, but does %q", text, side, d.Name(reg), show)
			}
		}
		op.Writes(func(r isa.Reg) { check(r, "writes") })
		op.Reads(func(r isa.Reg) { check(r, "reads") })
	}
}
