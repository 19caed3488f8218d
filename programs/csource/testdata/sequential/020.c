long g0 = (long)0xff00L;
unsigned int g1 = (unsigned int)-128;
signed char g2 = (signed char)127;
unsigned int g3 = (unsigned int)(-2147483647 - 1);
_Bool g4 = (_Bool)128;
_Bool a0[4] = {60, 1, 183};
int a1[4] = {38, 1, 27};
struct s { _Bool x; long y; unsigned short z[2]; };
struct s s0 = {34, 10, {6, 1}}, s1[2];
int c0, c1, t = 5; int *p = &t;
static unsigned char f0(int *out, _Bool x0)
{
	unsigned int v1 = x0;
	short v2 = (((unsigned int)3) < v1);
	switch (((x0 ^ -2) ? (v1 + v2) : (x0 + 255))) {
	case -1: ;
		v2 = ((x0 << ((1L < v1) & 15)) % ((v1 & 0xff) + 2U));
		break;
	}
	c0 += 1;
	*out = x0;
	return ((x0 ? 255 : x0) & x0);
}
static unsigned short f1(signed char x0, unsigned short x1)
{
	long v3 = (x0 * (65535 || 32767));
	int v4 = ((v3 ^ x1) & (255 % 7U));
	if ((((_Bool)(v4 | v3)) != ((x1 << 4) ^ (x1 & 4294967295U)))) {
		int i5 = 3;
		for (;;) {
			if (i5++ >= 2)
				break;
		}
	}
	c1 += 1;
	if (((x1 ? x1 : x1) && (-1L != 5)))
		return ((0x80000000U != x0) ? (x0 << 3) : (++x1));
	return ((x0 += 7) >= x1);
}
/*@ cpu 0 */
void run(void)
{
	unsigned short v6 = ((~255) == (s1[0].z[0] % ((s1[0].y & 7) + 2)));
	unsigned char i7 = 3;
	while (i7-- > 0 && i7 < 10) {
		g3 = ((_Bool)(!(g4 >= s1[1].x)));
	}
	if ((~((g1 || s1[1].z[1]) != (2147483647 + s0.z[(g4 != s1[1].x) & 1])))) {
		f0(p, (2 > g1));
		switch (f0(p, (255 / ((1U & 0xff) + 2U)))) {
		case 65535: ;
			break;
		case 2: ;
		case 1: ;
		}
	}
	/*@ bad: (long)g0 == 65280L &&
		(long)g1 == 4294967168L &&
		(long)g2 == 127L &&
		(long)g3 == 0L &&
		(long)g4 == 1L &&
		(long)a0[0] == 1L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 1L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 38L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 27L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 1L &&
		(long)s0.y == 10L &&
		(long)s0.z[0] == 6L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 2L &&
		(long)c1 == 0L &&
		(long)t == 1L */
}
