package diag

import "strings"

// Nearest returns the name in names that is closest to what was written, for "did
// you mean", or "" if none is close. Of equally close names it returns the first. A name
// that differs only in upper and lower case is the closest.
func Nearest(written string, names []string) string {
	best, dist := "", 3
	if len(written) <= 3 {
		dist = 2
	}
	if len(written) > 64 {
		return ""
	}
	for _, n := range names {
		if strings.EqualFold(written, n) {
			return n
		}
		if d := distance(written, n, dist); d < dist {
			best, dist = n, d
		}
	}
	return best
}

// distance returns the edit distance of a and b, where swapping two neighbours counts
// as one edit. If the distance is limit or more, the result may be any number from
// limit on.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	prev2 := make([]int, len(b)+1)
	prev := make([]int, len(b)+1)
	cur := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
