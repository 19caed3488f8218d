package unroll

import (
	"fmt"
	"math/big"
	"math/bits"
	"strings"

	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/litmus"
)

// machine executes one thread step by step, given the values that its reads return. It
// interprets instructions as the ISA describes them, and is independent of package power
// and of the unroller, so that it can be compared with them. Each register has the set of
// reads from which it was computed, as bits.
type machine struct {
	cells  []litmus.Cell
	labels map[string]int
	loc    func(event.Value) (int32, int) // location and size at an address; -1 for none
	read   func(n int, loc int32) event.Value
	store  func(in *litmus.Instr, reads int) bool // whether a stwcx. that may succeed does
	wrote  func(loc int32, v event.Value)         // nil to tell nobody
	bound  int

	picks     map[*litmus.Slot]int                 // choices of slots
	doorbell  func(in *litmus.Instr, own int) bool // whether a doorbell that may be taken is
	handler   *litmus.Thread                       // nil for none
	first     func() map[string]tainted            // the registers at the start
	interrupt func() bool                          // whether one is taken now
	limit     int                                  // interrupts at most

	regs  map[string]tainted
	cr    [8]tainted // four bits each
	ctrl  uint64
	held  int32 // the reserved location; -1 for none
	by    int   // the read that reserved it
	resrv uint64
	reads int
	jumps map[int]int
	trace []step

	masked bool
	taken  int // interrupts so far
	in     int // the interrupt whose handler runs; 0 for none
	own    int // events of the thread's own code so far, but for interrupts
}

// tainted is a value with the reads from which it was computed, as bits; above these are
// the reads of the stwcx. on whose success it depends.
type tainted struct {
	v    event.Value
	from uint64
}

// success returns the bit for the success of the stwcx. that is paired with a read.
func success(read int) uint64 {
	if read >= 64-firstSuccess {
		panic(tooLong)
	}
	return 1 << (firstSuccess + read)
}

const firstSuccess = 40

// step is one event of a run. Reads are identified by their number.
type step struct {
	Kind             string // "R", "W" or the fence
	Excl             bool
	Loc              int32
	Value            event.Value
	Addr, Data, Ctrl uint64
	Rmw              int
	Cell             int
	Run              int // the interrupt that it belongs to; 0 for the thread's own code
}

// end is the way in which a run ended.
type end string

const (
	ended     end = "ended"
	cutBound  end = "bound"
	cutStray  end = "stray"
	cutIrq    end = "one more interrupt"
	noMeaning end = "undefined"
	tooLong   end = "more reads than can be told apart"

	cutMeaning end = "cut before it is undefined" // of a structure only
)

// run executes the thread from its start.
func (m *machine) run() (e end) {
	defer func() {
		if r := recover(); r != nil {
			if e, _ = r.(end); e == "" {
				panic(r)
			}
		}
	}()
	m.code()
	return ended
}

// code executes all cells. Interrupts may be taken before the first instruction, between
// any two, and after the last one.
func (m *machine) code() {
	for pc := 0; pc < len(m.cells); {
		m.boundary()
		pc = m.step(pc)
	}
	m.boundary()
}

// add adds an event to the trace.
func (m *machine) add(s step) {
	s.Run = m.in
	m.trace = append(m.trace, s)
	if m.in == 0 {
		m.own++
	}
}

// event adds an event that is not an access.
func (m *machine) event(kind string, pc int) {
	m.add(step{Kind: kind, Loc: -1, Ctrl: m.ctrl, Rmw: -1, Cell: pc})
}

func (m *machine) step(pc int) int {
	if m.cells[pc].Slot != nil {
		m.barriers(pc)
		return pc + 1
	}
	in := m.cells[pc].Instr
	if in == nil {
		return pc + 1
	}
	if m.bell(pc, in) {
		return pc + 1
	}
	op, _ := strings.CutSuffix(strings.TrimRight(in.Op, "+-"), ".")
	record := strings.HasSuffix(in.Op, ".") && !strings.HasPrefix(op, "st")
	a := in.Args
	switch {
	case op == "nop" || strings.HasPrefix(op, "dcb") || op == "icbi":
	case op == "sync" || op == "lwsync" || op == "eieio" || op == "isync" || op == "msgsync" || op == "hwsync" || op == "ptesync":
		if op == "hwsync" || op == "ptesync" || op == "sync" && len(a) > 0 && a[0].Num != 1 {
			op = "sync"
		} else if op == "sync" && len(a) > 0 {
			op = "lwsync"
		}
		m.event(op, pc)
	case op[0] == 'b':
		return m.branch(pc, op, a)
	case op == "twi" || op == "tdi": // under no condition: all that follows waits for the register
		m.ctrl |= m.get(a[1]).from
	case strings.HasPrefix(op, "cmp"):
		m.compare(op, a)
	case op == "mfcr", op == "mfocrf":
		m.fromCR(a)
	case op == "mtcrf", op == "mtocrf", op == "mtcr":
		m.toCR(a)
	case op == "mtctr":
		m.regs["ctr"] = m.get(a[0])
	case op == "mfctr":
		m.set(a[0], m.regs["ctr"])
	case strings.HasPrefix(op, "st") || op[0] == 'l' && op != "li" && op != "lis":
		m.memory(pc, op, in)
	default:
		r := m.arith(op, a)
		m.set(a[0], r)
		if record {
			m.cr[0] = tainted{event.Number(order3(big.NewInt(r.v.Num), new(big.Int))), r.from}
			if r.v.Loc != 0 {
				panic(noMeaning)
			}
		}
	}
	return pc + 1
}

func name(o litmus.Operand) string { return o.Text + fmt.Sprint(o.Num) }

func (m *machine) get(o litmus.Operand) tainted {
	if o.Kind == litmus.OpImm {
		return tainted{v: event.Number(o.Num)}
	}
	return m.regs[name(o)]
}

// orZero is get for the first register of a sum.
func (m *machine) orZero(o litmus.Operand) tainted {
	if o.Kind == litmus.OpReg && o.Num == 0 {
		return tainted{}
	}
	return m.get(o)
}

func (m *machine) set(o litmus.Operand, v tainted) { m.regs[name(o)] = v }

// order3 returns the bits of a comparison: LT is 8, GT is 4, EQ is 2.
func order3(x, y *big.Int) int64 { return []int64{8, 2, 4}[x.Cmp(y)+1] }

func (m *machine) compare(op string, a []litmus.Operand) {
	field := 0
	if len(a) == 3 {
		field, a = int(a[0].Num), a[1:]
	}
	x, y := m.get(a[0]), m.get(a[1])
	if x.v.Loc != 0 || y.v.Loc != 0 {
		panic(noMeaning)
	}
	op = strings.TrimSuffix(op, "i")
	wide := func(v int64) *big.Int {
		switch op {
		case "cmpw":
			return big.NewInt(int64(int32(v)))
		case "cmplw":
			return new(big.Int).SetUint64(uint64(uint32(v)))
		case "cmpld":
			return new(big.Int).SetUint64(uint64(v))
		}
		return big.NewInt(v)
	}
	m.cr[field] = tainted{event.Number(order3(wide(x.v.Num), wide(y.v.Num))), x.from | y.from}
}

func (m *machine) fromCR(a []litmus.Operand) {
	mask := int64(255)
	if len(a) == 2 {
		mask = a[1].Num
	}
	var r tainted
	for k, f := range m.cr {
		if mask&(128>>k) != 0 {
			r.v.Num |= f.v.Num << (28 - 4*k)
			r.from |= f.from
		}
	}
	m.set(a[0], r)
}

func (m *machine) toCR(a []litmus.Operand) {
	mask := int64(255)
	if len(a) == 2 {
		mask = a[0].Num
	}
	r := m.get(a[len(a)-1])
	if r.v.Loc != 0 {
		panic(noMeaning)
	}
	for k := range m.cr {
		if mask&(128>>k) != 0 {
			m.cr[k] = tainted{event.Number(r.v.Num >> (28 - 4*k) & 15), r.from}
		}
	}
}

func (m *machine) branch(pc int, op string, a []litmus.Operand) int {
	taken := true
	count := func(zero bool) {
		c := m.regs["ctr"]
		c.v.Num--
		m.regs["ctr"] = c
		m.ctrl |= c.from
		taken = taken && (c.v.Num == 0) == zero
	}
	bit := func(n int64, when bool) {
		f := m.cr[n/4]
		m.ctrl |= f.from
		taken = taken && (f.v.Num>>(3-n%4)&1 == 1) == when
	}
	named := map[string]int64{"lt": 0, "gt": 1, "eq": 2, "so": 3}
	number := func(o litmus.Operand) int64 {
		if o.Kind == litmus.OpName {
			return named[o.Text]
		}
		return o.Num
	}
	switch op {
	case "b":
	case "bdnz", "bdz":
		count(op == "bdz")
	case "bt", "bf":
		bit(number(a[0]), op == "bt")
	case "bdnzt", "bdnzf", "bdzt", "bdzf":
		count(strings.HasPrefix(op, "bdz"))
		bit(number(a[0]), strings.HasSuffix(op, "t"))
	case "bc":
		bo := a[0].Num
		if bo&4 == 0 {
			count(bo&2 != 0)
		}
		if bo&16 == 0 {
			bit(number(a[1]), bo&8 != 0)
		}
	default:
		field := int64(0)
		if len(a) == 2 {
			field = a[0].Num
		}
		what := map[string]string{"beq": "eq1", "bne": "eq0", "blt": "lt1", "bge": "lt0", "bnl": "lt0",
			"bgt": "gt1", "ble": "gt0", "bng": "gt0", "bso": "so1", "bns": "so0", "bun": "so1", "bnu": "so0"}[op]
		bit(4*field+named[what[:2]], what[2] == '1')
	}
	if !taken {
		return pc + 1
	}
	to := m.labels[a[len(a)-1].Text]
	if to <= pc && op != "b" && to == pc+1 {
		return to
	}
	if to <= pc {
		if m.jumps[to] >= m.bound {
			panic(cutBound)
		}
		m.jumps[to]++
	}
	return to
}

func sum(x, y tainted) tainted {
	v, ok := event.Apply(event.Add, x.v, y.v)
	if !ok {
		panic(noMeaning)
	}
	return tainted{v, x.from | y.from}
}

func (m *machine) memory(pc int, op string, in *litmus.Instr) {
	a := in.Args
	var addr tainted
	base := a[1]
	if a[1].Kind == litmus.OpMem {
		base = *a[1].Base
		addr = sum(m.orZero(base), tainted{v: event.Number(a[1].Num)})
	} else {
		addr = sum(m.orZero(a[1]), m.get(a[2]))
	}
	loc, size := m.loc(addr.v)
	if loc < 0 || size != map[byte]int{'b': 1, 'h': 2, 'w': 4, 'd': 8}[strings.TrimPrefix(op, "st")[0]] && op[0] == 's' ||
		op[0] == 'l' && size != map[byte]int{'b': 1, 'h': 2, 'w': 4, 'd': 8}[op[1]] {
		panic(cutStray)
	}
	s := step{Loc: loc, Addr: addr.from, Ctrl: m.ctrl, Rmw: -1, Cell: pc}
	old := m.get(a[0])
	switch {
	case op[0] == 'l':
		v := m.read(m.reads, loc)
		s.Kind, s.Value, s.Excl = "R", v, strings.HasSuffix(op, "arx")
		m.add(s)
		if v.Loc == 0 && (strings.HasPrefix(op, "lha") && !s.Excl || strings.HasPrefix(op, "lwa") && !s.Excl) {
			v.Num = v.Num << (64 - 8*size) >> (64 - 8*size)
		}
		if s.Excl {
			m.held, m.by, m.resrv = loc, m.reads, addr.from
		}
		if m.reads >= firstSuccess {
			panic("machine: too many reads")
		}
		m.set(a[0], tainted{v, 1 << m.reads})
		m.reads++
	case strings.HasSuffix(op, "cx"):
		s.Kind, s.Excl, s.Value = "W", true, cutTo(old.v, size)
		s.Data = old.from | m.resrv
		ok := m.held == loc && m.store(in, m.reads)
		if ok {
			s.Rmw = m.by
			m.add(s)
		}
		m.held, m.resrv = -1, s.Data|addr.from
		m.cr[0] = tainted{event.Number(map[bool]int64{true: 2}[ok]), m.resrv}
		if ok {
			m.cr[0].from |= success(m.by)
		}
	default:
		s.Kind, s.Value, s.Data = "W", cutTo(old.v, size), old.from
		m.add(s)
	}
	if n := len(m.trace); m.wrote != nil && n > 0 && m.trace[n-1].Kind == "W" {
		m.wrote(m.trace[n-1].Loc, m.trace[n-1].Value)
	}
	if strings.HasSuffix(strings.TrimSuffix(op, "x"), "u") {
		m.set(base, addr)
	}
}

// cutTo returns the low bytes of a value.
func cutTo(v event.Value, size int) event.Value {
	if v.Loc != 0 {
		if size < 4 {
			panic(noMeaning)
		}
		return v
	}
	return event.Number(int64(uint64(v.Num) << (64 - 8*size) >> (64 - 8*size)))
}

// arith returns the result of an arithmetic instruction, computed with unsigned 64-bit
// numbers.
func (m *machine) arith(op string, a []litmus.Operand) tainted {
	switch op {
	case "li", "lis":
		v := a[1].Num
		if op == "lis" {
			v = int64(int16(v)) << 16
		}
		return tainted{v: event.Number(v)}
	case "addi", "addis", "subi", "subis":
		k := int64(int16(a[2].Num))
		if op[:3] == "sub" {
			k = -a[2].Num
		}
		if strings.HasSuffix(op, "is") {
			k <<= 16
		}
		return sum(m.orZero(a[1]), tainted{v: event.Number(k)})
	case "mr":
		return m.get(a[1])
	}
	x := m.get(a[1])
	out := tainted{from: x.from}
	if x.v.Loc != 0 {
		panic(noMeaning)
	}
	s := uint64(x.v.Num)
	var t uint64
	if len(a) > 2 {
		y := m.get(a[2])
		if y.v.Loc != 0 {
			panic(noMeaning)
		}
		out.from |= y.from
		t = uint64(y.v.Num)
	}
	if op == "rlwimi" || op == "rldimi" {
		old := m.get(a[0])
		if old.v.Loc != 0 {
			panic(noMeaning)
		}
		out.from |= old.from
		out.v = event.Number(int64(rotate(op, s, t, a[3:], uint64(old.v.Num))))
		return out
	}
	if strings.HasPrefix(op, "r") {
		out.v = event.Number(int64(rotate(op, s, t, a[min(3, len(a)):], 0)))
		return out
	}
	out.v = event.Number(int64(compute(op, s, t)))
	return out
}

// ones returns a number with ones from bit first to bit last, counted from the most
// significant one.
func ones(first, last int64) (m uint64) {
	for i := first; ; i = (i + 1) % 64 {
		m |= 1 << (63 - i)
		if i == last {
			return m
		}
	}
}

func rotate(op string, s, n uint64, rest []litmus.Operand, old uint64) uint64 {
	arg := func(i int) int64 { return rest[i].Num }
	word := func(n uint64) uint64 { w := uint64(bits.RotateLeft32(uint32(s), int(n%32))); return w<<32 | w }
	switch op {
	case "rlwinm", "rlwnm":
		return word(n) & ones(32+arg(0), 32+arg(1))
	case "rlwimi":
		k := ones(32+arg(0), 32+arg(1))
		return word(n)&k | old&^k
	case "rotlwi":
		return word(n) & 0xffffffff
	case "rotldi":
		return bits.RotateLeft64(s, int(n))
	case "rldicl":
		return bits.RotateLeft64(s, int(n)) & ones(arg(0), 63)
	case "rldicr":
		return bits.RotateLeft64(s, int(n)) & ones(0, arg(0))
	case "rldic":
		return bits.RotateLeft64(s, int(n)) & ones(arg(0), 63-int64(n))
	case "rldimi":
		k := ones(arg(0), 63-int64(n))
		return bits.RotateLeft64(s, int(n))&k | old&^k
	}
	panic("no rotation " + op)
}

func compute(op string, s, t uint64) uint64 {
	sw, tw := int64(int32(s)), int64(int32(t))
	div := func(x, y int64) uint64 {
		if y == 0 {
			return 0
		}
		return uint64(x / y)
	}
	divu := func(x, y uint64) uint64 {
		if y == 0 {
			return 0
		}
		return x / y
	}
	switch op {
	case "add", "addic":
		return s + t
	case "sub", "subic":
		return s - t
	case "subf", "subfic":
		return t - s
	case "neg":
		return -s
	case "mulld", "mulli":
		return s * t
	case "mullw":
		return uint64(sw * tw)
	case "divd":
		return div(int64(s), int64(t))
	case "divdu":
		return divu(s, t)
	case "divw":
		return div(sw, tw)
	case "divwu":
		return divu(uint64(uint32(s)), uint64(uint32(t)))
	case "and", "andi":
		return s & t
	case "or", "ori":
		return s | t
	case "xor", "xori":
		return s ^ t
	case "andis":
		return s & (t << 16)
	case "oris":
		return s | t<<16
	case "xoris":
		return s ^ t<<16
	case "nand":
		return ^(s & t)
	case "nor":
		return ^(s | t)
	case "not":
		return ^s
	case "andc":
		return s &^ t
	case "orc":
		return s | ^t
	case "eqv":
		return ^(s ^ t)
	case "extsb":
		return uint64(int64(int8(s)))
	case "extsh":
		return uint64(int64(int16(s)))
	case "extsw":
		return uint64(sw)
	case "cntlzw":
		return uint64(bits.LeadingZeros32(uint32(s)))
	case "cntlzd":
		return uint64(bits.LeadingZeros64(s))
	case "slw", "slwi":
		return uint64(uint32(s) << (t & 63))
	case "srw", "srwi":
		return uint64(uint32(s) >> (t & 63))
	case "sraw", "srawi":
		return uint64(sw >> (t & 63))
	case "sld", "sldi":
		return s << (t & 127)
	case "srd", "srdi":
		return s >> (t & 127)
	case "srad", "sradi":
		return uint64(int64(s) >> (t & 127))
	case "clrlwi":
		return s & ones(32+int64(t), 63)
	case "clrrwi":
		return s & ones(32, 63-int64(t))
	case "clrldi":
		return s & ones(int64(t), 63)
	case "clrrdi":
		return s & ones(0, 63-int64(t))
	}
	panic("no instruction " + op)
}
