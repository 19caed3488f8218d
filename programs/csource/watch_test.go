package csource_test

import "testing"

// TestWatched: an execution in which a variable is read that has no value is a bad outcome, and no other
// one is.
func TestWatched(t *testing.T) {
	const never = "Never"
	for _, c := range []struct{ name, body, final, want string }{
		{"the ways exclude each other", "int r; int c = READ_ONCE(x); if (c) r = 1; if (c) y = r;", "y == 5", never},
		{"one way does not set it", "int r; int c = READ_ONCE(x); if (c) r = 1; y = r;", "y == 5", ""},
		{"the way that does not set it is not taken", "int r; int c = READ_ONCE(x); if (!c) r = 1; y = r;", "y == 5", never},
		{"the second operand is not evaluated", "int r; int c = READ_ONCE(x); if (c) r = 1; if (c && r) y = 5;", "y == 5", never},
		{"the second operand is evaluated", "int r; int c = READ_ONCE(x); if (c) r = 1; if (!c && r) y = 5;", "y == 6", ""},
		{"one choice is not evaluated", "int r; int c = READ_ONCE(x); if (c) r = 1; y = c ? r : 2;", "y == 5", never},
		{"a loop sets it", "int r; do { r = READ_ONCE(x); } while (r); y = r;", "y == 5", never},
		{"a loop may not set it", "int r; while (READ_ONCE(x)) r = 1; y = r;", "y == 5", ""},
		{"a function sets it", "int r; if (get(&r)) y = r;", "y == 5", never},
		{"a function may not set it", "int r; get(&r); y = r;", "y == 5", ""},
		{"a function ends without a value", "if (READ_ONCE(x)) y = half(1); else y = 2;", "y == 5", never},
		{"the missing value is used", "y = half(READ_ONCE(x));", "y == 5", ""},
		{"at the end", "int r; int c = READ_ONCE(x); if (!c) r = 1;", "r == 5", never},
		{"not at the end", "int r; int c = READ_ONCE(x); if (c) r = 1;", "r == 5", ""},
		{"guarded at the end", "int r; int c = READ_ONCE(x); if (c) r = 1;", "c == 1 && r == 5", never},
	} {
		text := "#include <lkmm.h>\nint x, y;\nint get(int *p) { if (READ_ONCE(x)) { *p = 1; return 1; } return 0; }\nint half(int n) { if (n) return 2; }\n" +
			"/*@ cpu 0 */\nvoid f(void)\n{\n" + c.body + "\n}\n/*@ bad: " + c.final + " */\n"
		if got := ends(t, "test.c", text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
