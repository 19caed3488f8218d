package csource_test

import (
	"strings"
	"testing"
)

// TestTables: a call through a table of functions is expanded only if nothing can change the table.
func TestTables(t *testing.T) {
	for change, known := range map[string]bool{
		"":                             true,
		"x = sizeof(tab) + tab[1](1);": true,
		"x = s.in[0].f[0](1);":         true,
		"tab[0] = two;":                false,
		"*tab = two;":                  false,
		"tab[1]++;":                    false,
		"fn *p = tab; p[0] = two;":     false,
		"fn *p = &tab[1]; *p = two;":   false,
		"take(tab);":                   false,
		"s.in[0].f[0] = two;":          false,
		"fn *p = s.in[0].f; *p = two;": false,
		"s = other;":                   false,
		"struct t *p = &s; x = 1;":     false,
		"*alias = two;":                false,
	} {
		used := "tab[0]"
		if strings.Contains(change, "s.in") || change == "s = other;" || strings.Contains(change, "&s") {
			used = "s.in[0].f[0]"
		}
		alias := ""
		if strings.Contains(change, "alias") {
			alias = "static fn *alias = tab;"
		}
		_, err := read(t, `#include <lkmm.h>
typedef int (*fn)(int);
int x;
static int one(int a) { return a + 1; }
static int two(int a) { return a + 2; }
static void take(fn *p) { x = p != 0; }
static fn tab[2] = { one, two };
struct t { struct { fn f[2]; } in[1]; };
`+alias+`
static struct t s = { .in[0].f = { one, two } }, other;
/*@ cpu 1 */
void change(void) { `+change+` }
/*@ cpu 0 */
void use(void) { x = `+used+`(1); }
/*@ bad: x == 3 */
`)
		if known != (err == nil) {
			t.Errorf("%q: %v", change, err)
		}
	}
}
