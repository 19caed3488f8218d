package limit

import (
	"bytes"
	"os"
	"runtime/metrics"
	"strconv"
)

// memory holds the sizes of the process's memory in bytes.
type memory struct {
	resident, virtual int64
	goResident        int64 // the part of resident that belongs to Go
	free              int64 // the part of virtual that Go has reserved and does not use
	reusable          int64 // the part of resident that Go can use again
}

// measure returns the current memory of the process. If the system does not report it,
// only Go's memory is counted.
func measure() memory {
	s := [...]metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
	}
	metrics.Read(s[:])
	total, released, free := int64(s[0].Value.Uint64()), int64(s[1].Value.Uint64()), int64(s[2].Value.Uint64())
	m := memory{goResident: total - released, free: released + free, reusable: free}
	m.resident, m.virtual = m.goResident, total
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		if f := bytes.Fields(text); len(f) > 1 {
			page := int64(os.Getpagesize())
			m.virtual, m.resident = page*parseNumber(f[0]), page*parseNumber(f[1])
		}
	}
	return m
}

// parseNumber returns the number that b holds, or 0 if it holds none.
func parseNumber(b []byte) int64 {
	n, err := strconv.ParseInt(string(bytes.TrimSpace(b)), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Machine returns the memory that this process may use: the memory of the machine, or less
// if a control group or the address space is limited. It returns 0 if this is unknown.
func Machine() int64 {
	var all int64
	less := func(n int64) {
		if n > 0 && (all == 0 || n < all) {
			all = n
		}
	}
	less(physical())
	for _, f := range []string{"/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"} {
		if text, err := os.ReadFile(f); err == nil {
			less(parseNumber(text))
		}
	}
	if space := addressSpace(); space > 0 { // the runtime reserves much address space that it hardly uses
		m := measure()
		less(max(space-m.virtual+m.resident, 1))
	}
	return all
}
