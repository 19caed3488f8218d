package litmus

// nearest is the first of the given words that differs from word in at most
// two letters (one, when it is short); "" when there is none.
func nearest(word string, among ...string) string {
	best, most := "", 3
	for _, w := range among {
		limit := 2
		if len(w) < 5 {
			limit = 1
		}
		if d := distance(word, w); d <= limit && d < most {
			best, most = w, d
		}
	}
	return best
}

// distance is the number of letters to insert, remove, change or swap with
// their neighbour to make b of a. Long words are far from everything.
func distance(a, b string) int {
	const most = 24
	if len(a) > most || len(b) > most {
		return most
	}
	var d [most + 1][most + 1]int
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
