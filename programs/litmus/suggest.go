package litmus

// nearest returns the one of the given words that is closest to word, or "" if all
// differ from it in more than two letters (more than one for words shorter than
// five letters). Of equally close words it returns the first.
func nearest(word string, among ...string) string {
	best, closest := "", 3
	for _, w := range among {
		limit := 2
		if len(w) < 5 {
			limit = 1
		}
		if d := distance(word, w); d <= limit && d < closest {
			best, closest = w, d
		}
	}
	return best
}

// distance returns the number of edits that turn a into b. An edit inserts, removes
// or changes a letter, or swaps two neighbours. Words longer than 24 bytes have
// distance 24 from everything.
func distance(a, b string) int {
	const limit = 24
	if len(a) > limit || len(b) > limit {
		return limit
	}
	var d [limit + 1][limit + 1]int
	for i := 0; i <= len(a); i++ {
		d[i][0] = i
	}
	for j := 0; j <= len(b); j++ {
		d[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
