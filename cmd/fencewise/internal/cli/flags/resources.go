package flags

import (
	"fmt"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/fencewise/fencewise/internal/limit"
	"github.com/fencewise/fencewise/programs/diag"
)

// Resources holds the flags that limit the time and memory of a command.
type Resources struct {
	Timeout time.Duration
	Memory  Size // 0: half of the machine's memory
}

// AddFlags adds the flags to a command; usage is the text for --timeout.
func (r *Resources) AddFlags(cmd *cobra.Command, usage string) {
	cmd.Flags().DurationVar(&r.Timeout, "timeout", 0, usage)
	cmd.Flags().Var(&r.Memory, "memory", "stop work that makes the process larger than `SIZE`, such as 4GB or 25% (default half of the machine's memory)")
}

// Begin starts the work of a command: from now on its context ends when a limit
// is reached. The returned function ends the work.
func (r *Resources) Begin(cmd *cobra.Command) (end func(), err error) { return r.begin(cmd, r.Timeout) }

// BeginMany is Begin for a command whose time limit applies to each of several
// pieces of work.
func (r *Resources) BeginMany(cmd *cobra.Command) (end func(), err error) { return r.begin(cmd, 0) }

func (r *Resources) begin(cmd *cobra.Command, timeout time.Duration) (func(), error) {
	if r.Timeout < 0 {
		return nil, diag.New(diag.Span{}, diag.BadOption, "--timeout %v: the time must not be negative", r.Timeout)
	}
	r.watch(cmd)
	ctx, end := limit.BeginCommand(cmd.Context(), timeout)
	stop := limit.Backstop(ctx)
	cmd.SetContext(ctx)
	return func() {
		stop()
		end()
	}, nil
}

// watched starts the one watch on the memory of the process.
var watched sync.Once

func (r *Resources) watch(cmd *cobra.Command) {
	bytes, name := r.Memory, fmt.Sprintf("--memory %v", &r.Memory)
	if bytes == 0 {
		bytes = Size(limit.Machine() / 2)
		name = fmt.Sprintf("--memory %v, half of what there is", &bytes)
	}
	if bytes > 0 {
		watched.Do(func() { limit.Watch(int64(bytes), name, limit.BackstopOf(cmd.Context())) })
	}
}
