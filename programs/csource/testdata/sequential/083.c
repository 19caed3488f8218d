signed char g0 = (signed char)'a';
_Bool g1 = (_Bool)0x7fffffffffffffffL;
unsigned int g2 = (unsigned int)255;
unsigned char g3 = (unsigned char)2;
short g4 = (short)0x80000000U;
unsigned char a0[4] = {41, 1, 198};
unsigned long a1[4] = {45, 1, 190};
struct s { long x; signed char y; unsigned char z[2]; };
struct s s0 = {39, 19, {15, 1}}, s1[2];
int c0, c1, t = -6; int *p = &t;
static int f0(unsigned int x0)
{
	signed char v1 = ((x0--) <= ((-2147483647 - 1) & 'a'));
	x0 <<= 5;
	v1 = (x0 <<= ((4294967295U, -2) & 15));
	c0 += 1;
	if (x0)
		return (x0 &= 0xffffffffffffffffUL);
	return (((unsigned char)x0) ? (0 ^ -1) : ((long)x0));
}
static unsigned int f1(unsigned int x0, long x1)
{
	unsigned char v2 = (((unsigned int)x1) != (x0 < -2));
	unsigned char v3 = ((v2 & 0xffffffffffffffffUL) / -2);
	v3 |= ((x1 >= 1) & (3UL | 7));
	c1 += 1;
	if (((x0 < x0) * (x1 % ((255 & 7) + 2))))
		return ((x1, 128) >= ((_Bool)x1));
	return (((int)x1) % 7U);
}
static signed char f2(int *out, signed char x0, unsigned long x1)
{
	unsigned char v4 = (x0 %= (-2 - (int)(x1 & 3)));
	unsigned int v5 = ((x0 ^ -2) & ((-2147483647 - 1) | v4));
	unsigned long v6 = v5;
	switch (((v6 & x1) ^ (x1 != v5)) & 3) {
	case 1: ;
		v6 *= ((x0 | 256) + (-1L ? 256 : 1));
		break;
	case 65535: ;
		break;
	case 0: ;
	default:
		;
	}
	*out = ((-2 == x0) <= (x1 & -128));
	return ((128 <= x0) < x0);
}
/*@ cpu 0 */
void run(void)
{
	unsigned int v7 = (g0 = (g1 > g4));
	unsigned long v8 = (f1(v7, 256) == a0[(-1L & 0) & 3]);
	unsigned char v9 = s1[1].x;
	f1(g2, f0(s1[0].x));
	if (((s1[0].y--) < (~(!s0.y)))) {
		s1[1].y = (((v8 || v8) || (5 > -1L)) && ((a0[1] + g1) & (s0.z[1] != s0.y)));
	} else {
		s0.y = ((((signed char)v7) % (((v8 && s1[0].y) & 7) + 2)) < (- f0(s1[1].y)));
		switch (((s1[1].y != 2147483647) ^ (- s1[1].x))) {
		case 0: ;
			break;
		case 2: ;
		default:
			;
		}
	}
	/*@ bad: (long)g0 == 1L &&
		(long)g1 == 1L &&
		(long)g2 == 255L &&
		(long)g3 == 2L &&
		(long)g4 == 0L &&
		(long)a0[0] == 41L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 198L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 45L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 190L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 39L &&
		(long)s0.y == 1L &&
		(long)s0.z[0] == 15L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == -1L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 2L &&
		(long)c1 == 2L &&
		(long)t == -6L */
}
