struct s { int a; short b[2]; }; static struct s v[3] = { [0 ... 1] = { 1, { [0 ... 1] = 7 } }, [2].a = 9 }; static int w[5] = { 1, [1 ... 3] = 4, 5 }; static long r[10]; static int x = 3; static unsigned u = 0xfffffff0u;
static int k(int y) { switch (y) { case -3 ... -1: return 1; case 0: return 2; case 1 ... 3: return 3; default: return 4; } }
static int q(unsigned y) { switch (y) { case 0 ... 4: return 1; case 0xffffff00u ... 0xffffffffu: return 2; } return 3; }
/*@ cpu 0 */
void run(void) { int l[4] = { [1 ... 2] = 6 }; r[0] = v[1].a + v[1].b[1] + v[0].b[0]; r[1] = v[2].a + v[2].b[0]; r[2] = w[3] * 10 + w[4]; r[3] = k(x) + 10 * k(x - 5) + 100 * k(0) + 1000 * k(x + 9); r[4] = q(u) + 10 * q(2) + 100 * q(9); r[5] = l[0] + l[1] + l[2] * l[3]; }
/*@ bad: r[0] == 15 && r[1] == 9 && r[2] == 45 && r[3] == 4213 && r[4] == 312 && r[5] == 6 */
