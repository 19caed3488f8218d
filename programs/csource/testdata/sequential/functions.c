static int g = 2, one = 1, r[8];
static int dbl(int x) { return 2 * x; } static int neg(int x) { return -x; }
typedef int (*fn)(int); static fn const tab[2] = { dbl, neg }; static fn var = dbl;
struct op { fn f; int k; }; static const struct op ops[2] = { { neg, 3 }, { .k = 4, .f = dbl } };
static int apply(fn f, int x) { return f(f(x)); }
static int fact3(void) { static int n = 1; n *= 3; return n; }
/*@ cpu 0 */
void run(void) { r[0] = apply(dbl, g); r[1] = tab[1](g); r[2] = ops[1].f(ops[1].k) + ops[0].f(ops[0].k); r[3] = (*var)(5); fn l = one ? dbl : dbl; r[4] = fact3() + fact3(); int x = (int){ 4 } + ((int[3]){ 1, 2 })[one]; r[5] = x; struct op o = ops[0]; r[6] = o.k; r[7] = (struct op){ .k = 6 }.k; }
/*@ bad: r[0] == 8 && r[1] == -2 && r[2] == 5 && r[3] == 10 && r[4] == 12 && r[5] == 6 && r[6] == 3 && r[7] == 6 */
