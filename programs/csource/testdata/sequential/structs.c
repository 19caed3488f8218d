#include <lkmm.h>
struct in { char c; short d; };
struct s { int a; long b; struct in i; int *p; } v, w = { 1, 2, { 3, 4 }, 0 };
union u { int a; long b; } m, n;
static struct s make(int a) { struct s r = { a, 5, { 6, 7 }, &v.a }; if (a == 3) return w; return r; }
static int use(struct s x, int k) { x.a += k; return x.a + (int)x.b; }
/*@ cpu 0 */
void f(void)
{
	struct s *p = &w, l = *p, arr[2];
	int r, t, q;
	v = *p;
	n.b = 1L << 33;
	m = n;
	arr[1] = v;
	r = use(arr[1], 10);
	t = make(9).i.d;
	arr[0] = make(3);
	q = arr[0].i.c;
	v = make(8);
	/*@ bad: (r == 13 && t == 7 && q == 3 && m.b == (1L << 33) && v.p == &v.a && v.a == 8 && w.a == 1 && l.i.d == 4) */
}
