package unroll

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/internal/bitset"
	"github.com/fencewise/fencewise/programs/event"
	"github.com/fencewise/fencewise/programs/isa"
)

const guarded = `PPC guarded
{ 0:r2=x; 0:r4=y; 0:r5=1; }
 P0                                ;
 lwarx r1,r0,r2                    ;
 stwcx. r5,r0,r2                   ;
 lwz r3,0(r4)                      ;
 (*@ a: none, lwsync *)            ;
 stw r3,0(r2)                      ;
exists (0:r1=1 /\ x=1)
`

const rung = `PPC rung
{ 0:r2=x; }
 P0           | P0 doorbell  | P1        ;
 lwz r1,0(r2) | lwz r1,0(r2) | msgsnd P0 ;
exists (0:r1=1)
`

// TestCheckNotices breaks each invariant of structures and checks that Check reports it.
func TestCheckNotices(t *testing.T) {
	// e0 x, e1 y, e2 lwarx, e3 stwcx., e4 lwz, e5 lwsync, e6 stw, and e4 to e6
	// once more on the path where stwcx. fails.
	for _, c := range []struct {
		want string
		mess func(*event.Structure)
	}{
		{"initial writes come first", func(s *event.Structure) { s.Events[0].Kind = event.WriteMem }},
		{"wrong fields of an initial write", func(s *event.Structure) { s.Events[1].Loc = 0 }},
		{"no thread or no instruction", func(s *event.Structure) { s.Events[2].Instr = nil }},
		{"no thread or no instruction", func(s *event.Structure) { s.Events[2].Thread = 7 }},
		{"have a location", func(s *event.Structure) { s.Events[5].Loc = 0 }},
		{"have a location", func(s *event.Structure) { s.Events[4].Loc = 2 }},
		{"not its Read expression", func(s *event.Structure) { s.Events[4].Value = s.Events[2].Value }},
		{"never true", func(s *event.Structure) { s.Events[4].Guard = event.False }},
		{"guard is not boolean", func(s *event.Structure) { s.Events[4].Guard = s.Events[4].Value }},
		{"its slot or slot choice", func(s *event.Structure) { s.Events[4].Slot, s.Events[4].SlotChoice = 0, 2 }},
		{"refers forward", func(s *event.Structure) {
			s.Pool.Nodes = append(s.Pool.Nodes, event.Node{Op: event.Add, A: event.Expr(len(s.Pool.Nodes)), B: 0})
		}},
		{"is not boolean", func(s *event.Structure) {
			s.Pool.Nodes = append(s.Pool.Nodes, event.Node{Op: event.All, A: s.Events[4].Value, B: event.True})
		}},
		{"does not exist", func(s *event.Structure) { s.Pool.Leaf(event.Read, 3, 0) }},
		{"does not exist", func(s *event.Structure) { s.Pool.Leaf(event.Choice, 1, 0) }},
		{"does not exist", func(s *event.Structure) { s.Pool.Leaf(event.SlotIs, 0, 2) }},
		{"does not exist", func(s *event.Structure) { s.Pool.Leaf(event.Final, 2, 0) }},
		{"rows for", func(s *event.Structure) { s.Static[event.Data] = bitset.NewPairs(3) }},
		{"not in program order", func(s *event.Structure) { s.Static[event.Po].Add(4, 2) }},
		{"not in program order", func(s *event.Structure) { s.Static[event.Po].Add(0, 2) }},
		{"and not what follows", func(s *event.Structure) { s.Static[event.Po].Row(2)[0] &^= 1 << 6 }},
		{"start at a store-conditional", func(s *event.Structure) {
			s.Static[event.CtrlStwcx] = bitset.NewPairs(len(s.Events))
			s.Static[event.CtrlStwcx].Add(4, 9)
		}},
		{"start at a read", func(s *event.Structure) { s.Static[event.Data].Add(3, 6) }},
		{"not in program order", func(s *event.Structure) { s.Static[event.Ctrl].Add(4, 9) }},
		{"does not end at a store", func(s *event.Structure) { s.Static[event.Data].Add(2, 4) }},
		{"does not end at an access", func(s *event.Structure) { s.Static[event.Addr].Add(2, 5) }},
		{"does not end at a store-conditional", func(s *event.Structure) { s.Static[event.Rmw].Add(2, 6) }},
		{"guard is not boolean", func(s *event.Structure) { s.Threads[0].Ends[0].Guard = s.Events[4].Value }},
		{"not those of end 0", func(s *event.Structure) { s.Threads[0].Ends[1].Regs = map[isa.Reg]event.Expr{} }},
		{"cut 0", func(s *event.Structure) { s.Cuts = append(s.Cuts, event.Cut{Guard: s.Events[4].Value}) }},
		{"the condition", func(s *event.Structure) { s.Cond = s.Events[4].Value }},
	} {
		notices(t, guarded, c.want, c.mess)
	}
	// e0 x, e1 irq, e2 lwz of the handler, e3 lwz, e4 irq, e5 lwz of the
	// handler, e6 msgsnd.
	for _, c := range []struct {
		want string
		mess func(*event.Structure)
	}{
		{"does not match the events of the doorbell of P0", func(s *event.Structure) { s.Members[event.Dbo][0] = s.Members[event.Dbo][0][1:] }},
		{"does not match the writes to", func(s *event.Structure) { s.Members[event.Co][0] = s.Members[event.Co][0][:0] }},
		{"dbo: 0 objects, not 2", func(s *event.Structure) { s.Members[event.Dbo] = nil }},
		{"does not match the events of the doorbell of P1", func(s *event.Structure) { s.Members[event.Dbo][1] = []int32{6} }},
		{"does not match the events of the doorbell of P0", func(s *event.Structure) { s.Events[6].Rings = 1 }},
		{"the thread of its doorbell", func(s *event.Structure) { s.Events[6].Rings = 2 }},
		{"run of a handler does not exist", func(s *event.Structure) { s.Events[2].Interrupt = 3 }},
		{"run of a handler does not exist", func(s *event.Structure) { s.Events[6].Interrupt = 1 }},
		{"does not begin with event", func(s *event.Structure) { s.Interrupts[0].Irq = 2 }},
		{"does not begin with event", func(s *event.Structure) { s.Events[4].Interrupt = 1 }},
		{"not taken after event 4", func(s *event.Structure) { s.Interrupts[0].After = 4 }},
		{"not taken after event 2", func(s *event.Structure) { s.Interrupts[1].After = 2 }},
		{"without its choice", func(s *event.Structure) { s.Interrupts[1].Choice = 0 }},
		{"without its choice", func(s *event.Structure) { s.Events[1].Guard = event.True }},
		{"not the next one", func(s *event.Structure) { s.Interrupts[0].Count = 2 }},
		{"not the next one", func(s *event.Structure) { s.Interrupts[1].Place = s.Interrupts[0].Place }},
		{"does not exist", func(s *event.Structure) { s.Pool.Leaf(event.Pending, 2, 0) }},
		{"and not what follows", func(s *event.Structure) { s.Static[event.Po].Row(1)[0] &^= 1 << 3 }},
	} {
		notices(t, rung, c.want, c.mess)
	}
}

// notices checks that Check reports a structure that mess has broken.
func notices(t *testing.T, text, want string, mess func(*event.Structure)) {
	t.Helper()
	s := build(t, parse(t, "t.litmus", text), Options{FreeSlots: true, Tree: true})
	mess(s)
	if err := s.Check(); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: got %v", want, err)
	}
}
