package page

import "testing"

// TestLean checks that only what style and script add again is left out of a drawing.
func TestLean(t *testing.T) {
	const drawing = `<svg class="fw-drawing" role="graphics-document" aria-labelledby="t" viewBox="0 0 9 9">
 <title id="t">a &lt; b="c" fill="#000000"</title>
 <g class="fw-edge" id="d-1" role="graphics-symbol" aria-label="rf: from a to b" data-rel="rf" data-from="1" data-to="2">
  <title>rf: from a to b &amp; c</title>
  <path class="fw-hit" d="M1,2" fill="none" stroke="transparent"/>
  <path class="fw-line" d="M1,2" fill="none" stroke="#b3261e" stroke-width="1.2"/>
  <path class="fw-open" d="M3,4" fill="#ffffff" stroke="#b3261e" stroke-width="1" stroke-linejoin="round"/>
 </g>
 <g class="fw-edge" data-rel="co" data-from="2" data-to="1">
  <title>another title</title>
 </g>
 <g class="fw-node" id="d-2" data-event="1">
  <title>a</title>
  <rect x="1" class="fw-box" stroke-width="1"/>
  <text class="fw-ink" fill="#1b1f24" font-family="mono" text-anchor="middle">aria-hidden="true"</text>
 </g>
 <g class="fw-node" data-event="2">
  <title>b &amp; c</title>
 </g>
 <text class="fw-ink" font-family="mono">c</text>
</svg>
`
	const want = `<svg class="fw-drawing" role="graphics-document" aria-labelledby="t" viewBox="0 0 9 9"><title id="t">a &lt; b="c" fill="#000000"</title>` +
		`<g class="fw-edge" data-rel="rf" data-from="1" data-to="2"><path class="fw-line" d="M1,2" stroke-width="1.2"/><path class="fw-open" d="M3,4"/> </g>
<g class="fw-edge" data-rel="co" data-from="2" data-to="1"><title>another title</title> </g>
<g class="fw-node" data-event="1"><title>a</title><rect x="1" class="fw-box" stroke-width="1"/><text class="fw-ink">aria-hidden="true"</text> </g>
<g class="fw-node" data-event="2"><title>b &amp; c</title> </g>
<text class="fw-ink" font-family="mono">c</text></svg>`
	if got := lean(drawing); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
