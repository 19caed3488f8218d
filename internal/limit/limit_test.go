package limit

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

// TestStop checks that a meter ends work when its context has ended, whatever the cause,
// and that Catch returns the cause.
func TestStop(t *testing.T) {
	within := func(d time.Duration) context.Context {
		ctx, _ := WithTimeout(context.Background(), d)
		return ctx
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	full, end := context.WithCancelCause(context.Background())
	end(&Reached{What: "memory limit reached", Memory: true})
	for _, c := range []struct {
		ctx  context.Context
		want string
	}{
		{within(time.Millisecond), "time limit reached (--timeout 1ms)"},
		{gone, "cancelled"},
		{full, "memory limit reached"},
	} {
		m := For(c.ctx)
		err := Try(func() error {
			for {
				m.Work(100)
			}
		})
		if r := As(fmt.Errorf("wrapped: %w", err)); r == nil || r.What != c.want {
			t.Errorf("%v, want %s", err, c.want)
		}
	}
	if For(context.Background()) != nil {
		t.Error("a context that never ends has a meter")
	}
	var none *Meter
	none.Work(1 << 40) // never ends anything
	none.Need(1 << 60)
	if none.Err() != nil || none.Lacks(1<<60) != nil {
		t.Error("no meter, and a limit")
	}
}

// TestCatch checks that other panics and other errors continue.
func TestCatch(t *testing.T) {
	own := errors.New("own")
	if err := Try(func() error { return own }); err != own {
		t.Error(err)
	}
	defer func() {
		if v := recover(); v != "bug" {
			t.Errorf("recovered %v", v)
		}
	}()
	_ = Try(func() error { panic("bug") })
}

// TestHeaviest checks that the piece of work that holds most memory is ended first, and
// a command last.
func TestHeaviest(t *testing.T) {
	w := &watch{}
	var ended []string
	add := func(name string, holds int64, whole bool) {
		ctx, end := context.WithCancelCause(context.Background())
		x := &task{start: time.Now(), isCommand: whole, end: func(err error) { ended = append(ended, name); end(err) }}
		x.Context = ctx
		x.holds.Store(holds)
		w.add(x)
	}
	add("command", 0, true)
	add("first", 0, false)
	time.Sleep(time.Millisecond)
	add("second", 0, false)
	add("big", 100, false)
	add("bigger", 200, false)
	for w.endHeaviest() {
	}
	if got, want := fmt.Sprint(ended), "[bigger big first second command]"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestPart checks that the parts of a piece of work share the time that is left, and that the
// watch on memory ends a part and not what it is a part of.
func TestPart(t *testing.T) {
	all, end := Begin(context.Background(), time.Hour)
	defer end()
	for left, want := range map[int]time.Duration{1: time.Hour, 2: 30 * time.Minute, 4: 15 * time.Minute} {
		part, end := BeginPart(all, left)
		at, ok := part.Deadline()
		if d := time.Until(at); !ok || d > want || d < want-time.Minute {
			t.Errorf("1 of %d parts has %v", left, d)
		}
		own, _ := part.Value(taskKey{}).(*task)
		whole, _ := all.Value(taskKey{}).(*task)
		if own == whole || !endsBefore(own, whole) || endsBefore(whole, own) {
			t.Error("the watch would end the whole")
		}
		end()
	}
	if all.Err() != nil {
		t.Error("the whole has ended with a part")
	}
	free, end := BeginPart(context.Background(), 2)
	defer end()
	if _, ok := free.Deadline(); ok {
		t.Error("a part of work without a limit has one")
	}
}

// TestMeasure checks that the process has memory, and that requests beyond the limit are
// rejected.
func TestMeasure(t *testing.T) {
	m := measure()
	if m.resident <= 0 || m.virtual < m.resident || m.goResident <= 0 {
		t.Errorf("%+v", m)
	}
	w := &watch{limit: m.resident + 1<<30, name: "--memory 1GB"}
	if r := w.lacks(1 << 20); r != nil {
		t.Error(r)
	}
	if r := w.lacks(2 << 30); r == nil || !r.Memory || r.What != "memory limit reached (--memory 1GB)" {
		t.Error(r)
	}
	if all := Machine(); all < 0 {
		t.Error(all)
	}
}

// TestBackstop checks that work that continues after its context has ended is reported,
// and that work that ends in time is not.
func TestBackstop(t *testing.T) {
	over := make(chan *Reached, 2)
	ctx := WithBackstop(context.Background(), func(r *Reached) { over <- r })
	ctx, end := BeginCommand(ctx, time.Millisecond)
	defer end()
	stop := Backstop(ctx)
	select {
	case r := <-over:
		if r.What != "time limit reached (--timeout 1ms)" {
			t.Error(r)
		}
	case <-time.After(Late + 10*time.Second):
		t.Error("nothing")
	}
	stop()
	Backstop(ctx)() // taken back at once
	select {
	case r := <-over:
		t.Error(r)
	case <-time.After(Late + 100*time.Millisecond):
	}
}
