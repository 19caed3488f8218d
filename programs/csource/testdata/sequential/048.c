short g0 = (short)2;
short g1 = (short)0x7fffffffffffffffL;
_Bool g2 = (_Bool)3;
_Bool g3 = (_Bool)0x80000000U;
long g4 = (long)1U;
unsigned int a0[4] = {49, 1, 74};
unsigned short a1[4] = {83, 1, 157};
struct s { int x; _Bool y; int z[2]; };
struct s s0 = {17, 9, {49, 1}}, s1[2];
int c0, c1, t = 8; int *p = &t;
static signed char f0(unsigned int x0, unsigned int x1, short x2)
{
	long v1 = ((x2 != x0) - (1U == x1));
	signed char v2 = (v1--);
	int v3 = ((x1 += 127) == (-1L < x2));
	v1 /= ((((x1 && v3) | (x2 >= x1)) & 7) + 2);
	if (v3) {
	}
	c0 += 1;
	return (x2 ^ (x1 + x1));
}
static long f1(signed char x0, unsigned short x1)
{
	unsigned short v4 = ((32767 ^ x1) && (7 - -128));
	unsigned long v5 = ((~0x7fffffffffffffffL) >> 4);
	if (((x1 || 255) == (x0 & v5)))
		goto skip1;
	v5 ^= (128 > x1);
	skip1: ;
	c1 += 1;
	if ((x1 &= -1L))
		return ((5 >> 2) ? (+ 1) : (x0 ? x0 : 2));
	return ((x1 * 1L) + (x0 | 0x80000000U));
}
/*@ cpu 0 */
void run(void)
{
	long v6 = (s1[1].y = (g4 <= g1));
	short v7 = ((~s0.x) || f0(0xff00L, s0.x, v6));
	_Bool v8 = (!f1(v7, 0x7fffffffffffffffL));
	s1[0].y -= (+ (g1 <= 1L));
	for (unsigned int i9 = 0; i9 < 1; i9++) {
		if (((a0[1] > s0.z[(a0[3] % 3) & 1]) >= (v6 << 5)))
			goto skip2;
		f0(f1('a', g1), (s1[1].y % ((s1[0].y & 0xff) + 2U)), (g2 < g4));
		a1[3]--;
		skip2: ;
	}
	/*@ bad: (long)g0 == 2L &&
		(long)g1 == -1L &&
		(long)g2 == 1L &&
		(long)g3 == 1L &&
		(long)g4 == 1L &&
		(long)a0[0] == 49L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 74L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 83L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 157L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 17L &&
		(long)s0.y == 1L &&
		(long)s0.z[0] == 49L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 1L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 0L &&
		(long)c1 == 1L &&
		(long)t == 8L */
}
