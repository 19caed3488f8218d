long g0 = (long)-128;
int g1 = (int)0xffffffffffffffffUL;
unsigned short g2 = (unsigned short)2147483647;
unsigned char g3 = (unsigned char)128;
unsigned char g4 = (unsigned char)0xff00L;
int a0[4] = {51, 0, 6};
unsigned int a1[4] = {99, 0, 154};
struct s { signed char x; unsigned int y; long z[2]; };
struct s s0 = {6, 9, {21, 1}}, s1[2];
int c0, c1, t = -6; int *p = &t;
static unsigned short f0(int *out, signed char x0, _Bool x1, signed char x2)
{
	unsigned int v1 = ((x2 < x0) <= (!x2));
	short v2 = ((128 != v1) ^ (0x7fffffffffffffffL * x2));
	short v3 = (((-2147483647 - 1) || x2) && (5 <= 256));
	if (((v3 && v2) < (x1 != x1)))
		goto skip1;
	v1 += (v3 >> ((v2 && v2) & 15));
	skip1: ;
	c0 += 1;
	*out = ((x2 / ((x2 & 0xff) + 2U)) && (x1 < -128));
	if (((unsigned long)(x1 <= x2)))
		return (+ ((int)x0));
	return (x2 = (x1 ^= 65535));
}
static signed char f1(unsigned int x0)
{
	signed char v4 = (- (~x0));
	{
		long v5 = ((v4 <= x0) != (x0 + -2));
		v5 ^= (1L > v4);
	}
	c1 += 1;
	return (++x0);
}
/*@ cpu 0 */
void run(void)
{
	unsigned char v6 = ((g2 < 2), (g4 >> 5));
	if (((unsigned short)((unsigned int)(0xff00L / (-2 - (int)(v6 & 3)))))) {
		switch ((((_Bool)s1[0].y) / (((2147483647 ^ s0.z[0]) & 0xff) + 2U))) {
		case 1: ;
			long i7 = 2;
			for (;;) {
				if (i7++ >= 2)
					break;
				f0(&t, (s1[1].z[1] |= v6), (a0[2] / ((v6 & 7) + 2)), ((int)0xff00L));
				g0 /= 7U;
			}
			break;
		case 0: ;
		default:
			;
		}
	} else {
	}
	/*@ bad: (long)g0 == -128L &&
		(long)g1 == -1L &&
		(long)g2 == 65535L &&
		(long)g3 == 128L &&
		(long)g4 == 0L &&
		(long)a0[0] == 51L &&
		(long)a0[1] == 0L &&
		(long)a0[2] == 6L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 99L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 154L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 6L &&
		(long)s0.y == 9L &&
		(long)s0.z[0] == 21L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 0L &&
		(long)c1 == 0L &&
		(long)t == -6L */
}
