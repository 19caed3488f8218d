package browser

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
)

// pipe is a connection to the browser. It sends commands and receives answers and
// events. A message is JSON followed by a zero byte.
type pipe struct {
	ctx context.Context
	out io.Writer

	mu        sync.Mutex
	last      int
	waiting   map[int]chan message
	listeners map[string]func(message) // by session: the function that handles its events
	err       error                    // why the connection has ended
	ended     chan struct{}
}

// message is a received message: the answer to the command ID, or an event.
type message struct {
	ID      int             `json:"id"`
	Session string          `json:"sessionId"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params"`
	Result  json.RawMessage `json:"result"`
	Error   *struct {
		Message string `json:"message"`
		Data    string `json:"data"`
	} `json:"error"`
}

func newPipe(ctx context.Context, in io.Reader, out io.Writer) *pipe {
	p := &pipe{ctx: ctx, out: out, waiting: map[int]chan message{}, listeners: map[string]func(message){}, ended: make(chan struct{})}
	go p.read(in)
	return p
}

// read receives messages until the connection ends. It handles events here, one after the
// other, so that all events before an answer have been handled when the answer arrives.
func (p *pipe) read(in io.Reader) {
	r := bufio.NewReaderSize(in, 1<<16)
	for {
		b, err := r.ReadBytes(0)
		var m message
		if err == nil {
			err = json.Unmarshal(bytes.TrimSuffix(b, []byte{0}), &m)
		}
		if err != nil {
			p.mu.Lock()
			p.err = fmt.Errorf("the connection to the browser has ended: %w", err)
			p.mu.Unlock()
			close(p.ended)
			return
		}
		p.mu.Lock()
		answer, hear := p.waiting[m.ID], p.listeners[m.Session]
		delete(p.waiting, m.ID)
		p.mu.Unlock()
		switch {
		case m.ID != 0 && answer != nil:
			answer <- m
		case m.ID == 0 && hear != nil:
			hear(m)
		}
	}
}

// listen makes f handle the events of a session.
func (p *pipe) listen(session string, f func(message)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.listeners[session] = f
}

// call sends a command, waits for its answer, and decodes it into result unless result is
// nil.
func (p *pipe) call(session, method string, params, result any) error {
	answer := make(chan message, 1)
	p.mu.Lock()
	p.last++
	id := p.last
	p.waiting[id] = answer
	b, err := json.Marshal(struct {
		ID      int    `json:"id"`
		Session string `json:"sessionId,omitempty"`
		Method  string `json:"method"`
		Params  any    `json:"params,omitempty"`
	}{id, session, method, params})
	if err == nil {
		_, err = p.out.Write(append(b, 0))
	}
	p.mu.Unlock()
	if err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	m, err := wait(p, answer)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", method, err)
	case m.Error != nil:
		return fmt.Errorf("%s: %w", method, errors.New(m.Error.Message+" "+m.Error.Data))
	case result == nil:
		return nil
	}
	return json.Unmarshal(m.Result, result)
}

// wait returns the value that arrives on c, or an error if the connection or the context
// ends first.
func wait[T any](p *pipe, c <-chan T) (v T, err error) {
	select {
	case v = <-c:
		return v, nil
	case <-p.ended:
		select { // the value may have arrived just before the end
		case v = <-c:
			return v, nil
		default:
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		return v, p.err
	case <-p.ctx.Done():
		return v, p.ctx.Err()
	}
}
