static int a[2] = { 1, 2 };
static int *table[2] = { a, a + 1 };
static short h[2] = { 4, 5 };
static struct node { short *s; int *p; } n = { h, a };
static int zero = 0, r[6];
static int *after(int *q, int k) { return q + k; }
static void set(int **where, int *what) { *where = what; }
/*@ cpu 0 */
void run(void)
{
	int *q;

	r[0] = table[0][1];
	q = zero ? a + 1 : table[0];
	r[1] = q[1];
	r[2] = n.p[1];
	r[3] = *after(table[0], 1);
	set(&n.p, after(n.p, 1));
	r[4] = *n.p;
	r[5] = n.s[1];
}
/*@ bad: r[0] == 2 && r[1] == 2 && r[2] == 2 && r[3] == 2 && r[4] == 2 && r[5] == 5 */
