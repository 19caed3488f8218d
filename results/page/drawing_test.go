package page

import "testing"

// TestLean checks that only what the script adds again is left out of a drawing.
func TestLean(t *testing.T) {
	const drawing = `<svg class="fw-drawing" role="graphics-document" aria-labelledby="t" viewBox="0 0 9 9">
 <title id="t">a &lt; b="c" fill="#000000"</title>
 <g class="fw-edge" role="graphics-symbol" aria-label="rf: from a to b" data-rel="rf">
  <title>rf: from a to b</title>
  <path class="fw-hit" d="M1,2" fill="none" stroke="transparent"/>
  <path class="fw-line" d="M1,2" fill="none" stroke="#b3261e" stroke-width="1.2"/>
 </g>
 <text class="fw-ink" fill="#1b1f24" text-anchor="middle">aria-hidden="true"</text>
</svg>
`
	const want = `<svg class="fw-drawing" role="graphics-document" aria-labelledby="t" viewBox="0 0 9 9"><title id="t">a &lt; b="c" fill="#000000"</title><g class="fw-edge" data-rel="rf"><title>rf: from a to b</title><path class="fw-line" d="M1,2" fill="none" stroke-width="1.2"/> </g>
<text class="fw-ink">aria-hidden="true"</text></svg>`
	if got := lean(drawing); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
