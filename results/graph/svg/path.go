package svg

import (
	"math"
	"strconv"
	"strings"
)

type point struct{ x, y float64 }

func (p point) add(d point, f float64) point { return point{p.x + f*d.x, p.y + f*d.y} }

func (p point) to(q point) (unit point, length float64) {
	d := point{q.x - p.x, q.y - p.y}
	length = math.Hypot(d.x, d.y)
	if length == 0 {
		return point{0, 1}, 0
	}
	return point{d.x / length, d.y / length}, length
}

type rect struct{ x, y, w, h float64 }

func (r rect) right() float64  { return r.x + r.w }
func (r rect) bottom() float64 { return r.y + r.h }

// meets reports whether two rectangles have more than an edge in common when the first is
// widened by margin.
func (r rect) meets(o rect, margin float64) bool {
	return r.x-margin < o.right() && o.x < r.right()+margin && r.y-margin < o.bottom() && o.y < r.bottom()+margin
}

func (r rect) holds(p point) bool {
	return r.x < p.x && p.x < r.right() && r.y < p.y && p.y < r.bottom()
}

func (r rect) union(o rect) rect {
	x, y := min(r.x, o.x), min(r.y, o.y)
	return rect{x, y, max(r.right(), o.right()) - x, max(r.bottom(), o.bottom()) - y}
}

// path is a line of cubic curves, each from the end of the one before.
type path struct {
	start  point
	curves []curve
}

// curve is a cubic curve to end, with its two handles; straight is one that is a line.
type curve struct {
	a, b, end point
	straight  bool
}

func (p *path) last() point {
	if len(p.curves) == 0 {
		return p.start
	}
	return p.curves[len(p.curves)-1].end
}

func (p *path) line(to point) {
	if from := p.last(); from != to {
		p.curves = append(p.curves, curve{from, to, to, true})
	}
}

// flow goes on to a point, leaving and arriving horizontally.
func (p *path) flow(to point) {
	from := p.last()
	if from.y == to.y {
		p.line(to)
		return
	}
	reach := 0.42 * (to.x - from.x)
	p.curves = append(p.curves, curve{point{from.x + reach, from.y}, point{to.x - reach, to.y}, to, false})
}

// corners is a line through points that lie straight to the right, left, above or below
// each other, with corners as round as there is room for, up to a radius.
func corners(radius float64, points ...point) path {
	p := path{start: points[0]}
	for i := 1; i+1 < len(points); i++ {
		in, before := points[i].to(p.last())
		out, behind := points[i].to(points[i+1])
		if i+2 < len(points) {
			behind /= 2 // the next corner needs room, too
		}
		r := min(radius, before, behind)
		p.line(points[i].add(in, r))
		const k = 0.45 // of the way from the corner: a quarter of a circle, nearly
		p.curves = append(p.curves, curve{points[i].add(in, k*r), points[i].add(out, k*r), points[i].add(out, r), false})
	}
	p.line(points[len(points)-1])
	return p
}

// shorten takes a piece off the end, along the direction in which the path arrives,
// and returns where it ended and that direction.
func (p *path) shorten(by float64) (tip, direction point) {
	c := &p.curves[len(p.curves)-1]
	tip = c.end
	from := c.b
	if c.straight {
		from = p.start
		if n := len(p.curves); n > 1 {
			from = p.curves[n-2].end
		}
	}
	direction, length := from.to(tip)
	by = min(by, 0.9*length)
	c.end = tip.add(direction, -by)
	c.b = c.b.add(direction, -by)
	return tip, direction
}

// step is about how far the points of a sampled path are apart.
const step = 4.0

// sample is points along the path, from its start to its end.
func (p *path) sample() []point {
	points := []point{p.start}
	from := p.start
	for _, c := range p.curves {
		_, l1 := from.to(c.a)
		_, l2 := c.a.to(c.b)
		_, l3 := c.b.to(c.end)
		n := max(1, int((l1+l2+l3)/step))
		for i := 1; i <= n; i++ {
			points = append(points, c.at(from, float64(i)/float64(n)))
		}
		from = c.end
	}
	return points
}

func (c *curve) at(from point, t float64) point {
	if c.straight {
		return point{from.x + t*(c.end.x-from.x), from.y + t*(c.end.y-from.y)}
	}
	u := 1 - t
	f := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d }
	return point{f(from.x, c.a.x, c.b.x, c.end.x), f(from.y, c.a.y, c.b.y, c.end.y)}
}

// String is the path as the d attribute has it.
func (p *path) String() string {
	var b strings.Builder
	write := func(cmd byte, points ...point) {
		b.WriteByte(cmd)
		for i, q := range points {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(num(q.x) + "," + num(q.y))
		}
	}
	write('M', p.start)
	for _, c := range p.curves {
		if c.straight {
			write('L', c.end)
		} else {
			write('C', c.a, c.b, c.end)
		}
	}
	return b.String()
}

// num is a number to a tenth of a pixel.
func num(v float64) string {
	s := strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
	if s == "-0" {
		return "0"
	}
	return s
}
