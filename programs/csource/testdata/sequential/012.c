int g0 = (int)0xff00L;
unsigned char g1 = (unsigned char)0;
signed char g2 = (signed char)-1L;
long g3 = (long)1;
signed char g4 = (signed char)0xffffffffffffffffUL;
unsigned long a0[4] = {96, 0, 181};
int a1[4] = {53, 1, 124};
struct s { unsigned int x; signed char y; unsigned char z[2]; };
struct s s0 = {5, 0, {11, 1}}, s1[2];
int c0, c1, t = 1; int *p = &t;
static unsigned char f0(unsigned int x0, unsigned short x1, long x2)
{
	signed char v1 = (!(x2 ? 0 : x2));
	unsigned char v2 = ((x1 - x2) ^ ((short)x2));
	unsigned int v3 = (v1 |= v2);
	if ((((2147483647 || 4294967295U) / (((1L ? -1L : x2) & 7) + 2)) / (-2 - (int)(((-128 * -2) ? ((long)x1) : (x2 ? v3 : x0)) & 3)))) {
		v3 %= -2;
	}
	c0 += 1;
	if (((0 == x1) && (x1 <= x0)))
		return (x1 &= x0);
	return x0;
}
static short f1(unsigned char x0, unsigned short x1, short x2)
{
	signed char v4 = x1;
	if ((((256 * -2) + (-1 | x2)) < ((x0 - x1) >> 5))) {
		x2 <<= 5;
	}
	c1 += 1;
	return ((x1 != x1) * x1);
}
static short f2(int *out, unsigned char x0, _Bool x1, _Bool x2)
{
	unsigned int v5 = ((x2 * x1), (x1 && x1));
	signed char v6 = (x0 <<= ((4294967295U & x1) & 15));
	unsigned long v7 = ((v6, v6) <= (v6 < 7));
	switch ((v5 &= x2) & 3) {
	case 65535: ;
		x1 ^= x0;
	case -1: ;
	}
	*out = ((unsigned long)((-2147483647 - 1) << ((x1 < 65535) & 15)));
	return ((x2 ? x2 : (-2147483647 - 1)) << (x1 & 15));
}
/*@ cpu 0 */
void run(void)
{
	_Bool v8 = ((s1[0].z[a0[(g2 % 3) & 3] & 1] = 3UL) + (g4 < g2));
	unsigned long v9 = ((4294967295U | 0) >> ((127 / (-2 - (int)(g4 & 3))) & 15));
	unsigned char v10 = (--s1[0].z[0]);
	switch ((('a', a1[(0x80000000U & s1[0].z[(0xffffffffffffffffUL != g1) & 1]) & 3]) << 7)) {
	case 3: ;
		if (((((unsigned short)s1[1].x) >= ((unsigned long)3)) / -2)) {
			s1[0].z[1] -= ((g0 ^= s0.z[0]) > (4294967295U % ((s0.y & 7) + 2)));
		} else {
			if ((f0((a0[2] != s0.x), (g1 && s1[1].z[((unsigned char)5) & 1]), ('a' << 2)) & ((v9 <= s1[0].x) % (-2 - (int)((!g4) & 3))))) {
				g4 /= -2;
			}
		}
		break;
	case -1: ;
		break;
	case 255: ;
	}
	/*@ bad: (long)g0 == 65280L &&
		(long)g1 == 0L &&
		(long)g2 == -1L &&
		(long)g3 == 1L &&
		(long)g4 == -1L &&
		(long)a0[0] == 96L &&
		(long)a0[1] == 0L &&
		(long)a0[2] == 181L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 53L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 124L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 5L &&
		(long)s0.y == 0L &&
		(long)s0.z[0] == 11L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 2L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 0L &&
		(long)c1 == 0L &&
		(long)t == 1L */
}
