/* What is known while the file is read is computed as C says. */
int eq, div_u, div_c, shift, lowest, keep, order, minus_l;
int a[2] = {5, 6};
static int same(int x, unsigned int y) { return x == y; }
static int set(int *p, int v) { *p = v; return v; }
static int three(int x, int y, int z) { return x * 100 + y * 10 + z; }
/*@ cpu 0 */
void run(void)
{
	int minus = -1, least = -2147483647 - 1, n = -5;
	unsigned int all = 4294967295U, two = 2U, i = 0;
	unsigned char c = 200;

	eq = same(minus, all);
	n /= two;
	div_u = n;
	c /= 3;
	div_c = c;
	shift = all >> 28;
	lowest = (least % two) + (least < 0) * 2;
	keep = a[(i = 1) & 1] + a[((i = 0), 1) & 1];
	keep += (int)i * 1000 + ((a[0] = 9) & 0);
	order = three(2, set(&a[1], 2) + set(&i == 0 ? a : a, 4), 3);
	minus_l = -1L / (a[1] + 0U);
	minus_l += (-1L == all) * 10;
	switch (all) {
	case -1:
		eq += 10;
	}
	if (&n && 1)
		eq += 100;
	/*@ bad: eq == 111 && div_u == 2147483645 && div_c == 66 && shift == 15 && lowest == 2 &&
		keep == 12 && order == 263 && minus_l == 0 && a[0] == 4 && a[1] == 2 */
}
