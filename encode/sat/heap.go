package sat

// heap holds variables, the one with the highest activity first. The activity of a variable
// says how often it took part in recent conflicts.
type heap struct {
	activity []float64 // by variable
	step     float64   // what the next conflict adds
	vars     []uint32
	place    []int32 // by variable: its index in vars, or -1
}

const (
	decay = 0.95
	huge  = 1e100
)

// init makes an empty heap for the variables below n.
func (h *heap) init(n int) {
	h.activity, h.place, h.step = make([]float64, n), make([]int32, n), 1
	for v := range h.place {
		h.place[v] = -1
	}
}

// grow makes room for more variables.
func (h *heap) grow(more int) {
	h.activity = append(h.activity, make([]float64, more)...)
	for range more {
		h.place = append(h.place, -1)
	}
}

// before reports whether u is chosen before v. Of equal variables the lower number is
// chosen, so that the search does not depend on what was undone before.
func (h *heap) before(u, v uint32) bool {
	a, b := h.activity[u], h.activity[v]
	return a > b || a == b && u < v
}

// add adds a variable if it is not in the heap.
func (h *heap) add(v uint32) {
	if h.place[v] < 0 {
		h.vars = append(h.vars, v)
		h.up(len(h.vars)-1, v)
	}
}

// first removes and returns the first variable; 0 if there is none.
func (h *heap) first() uint32 {
	if len(h.vars) == 0 {
		return 0
	}
	v := h.vars[0]
	h.place[v] = -1
	last := h.vars[len(h.vars)-1]
	h.vars = h.vars[:len(h.vars)-1]
	if len(h.vars) > 0 {
		h.down(0, last)
	}
	return v
}

// bump raises the activity of a variable.
func (h *heap) bump(v uint32) {
	h.activity[v] += h.step
	if h.activity[v] > huge {
		for u := range h.activity {
			h.activity[u] /= huge
		}
		h.step /= huge
	}
	if i := h.place[v]; i >= 0 {
		h.up(int(i), v)
	}
}

// fade makes all activities so far count less.
func (h *heap) fade() { h.step /= decay }

// up puts v, which belongs at index i or nearer to the front, in its place.
func (h *heap) up(i int, v uint32) {
	for i > 0 {
		parent := (i - 1) / 2
		u := h.vars[parent]
		if !h.before(v, u) {
			break
		}
		h.vars[i], h.place[u] = u, int32(i)
		i = parent
	}
	h.vars[i], h.place[v] = v, int32(i)
}

// down puts v, which belongs at index i or further back, in its place.
func (h *heap) down(i int, v uint32) {
	for {
		child := 2*i + 1
		if child >= len(h.vars) {
			break
		}
		if child+1 < len(h.vars) && h.before(h.vars[child+1], h.vars[child]) {
			child++
		}
		u := h.vars[child]
		if !h.before(u, v) {
			break
		}
		h.vars[i], h.place[u] = u, int32(i)
		i = child
	}
	h.vars[i], h.place[v] = v, int32(i)
}
