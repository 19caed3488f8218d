short g0 = (short)65535;
signed char g1 = (signed char)(-2147483647 - 1);
short g2 = (short)256;
long g3 = (long)5;
long g4 = (long)0x7fffffffffffffffL;
_Bool a0[4] = {96, 1, 105};
unsigned short a1[4] = {38, 1, 199};
struct s { int x; unsigned int y; signed char z[2]; };
struct s s0 = {13, 43, {40, 1}}, s1[2];
int c0, c1, t = 0; int *p = &t;
static int f0(unsigned long x0)
{
	_Bool v1 = ((127 != 2) ? (!1) : (4294967295U || x0));
	if ((x0 ^ ((x0 << 2) * (~(-2147483647 - 1))))) {
		for (long i2 = 0; i2 < 2; i2++) {
		}
	} else {
	}
	c0 += 1;
	return (x0 -= 0x80000000U);
}
static unsigned long f1(int *out, int x0, unsigned int x1)
{
	unsigned int v3 = ((x1 & x0) == (255 < 127));
	_Bool v4 = ((v3 >> 4) != (7 ? x1 : v3));
	if ((((0xffffffffffffffffUL % (-2 - (int)(3 & 3))) % (((v4 << 7) & 0xff) + 2U)) % ((((x1 <= x0) > (x0 ? 65535 : x1)) & 7) + 2))) {
		v3 = (((x1, 4294967295U) >> 5) & ((short)(v4 || x0)));
	}
	c1 += 1;
	*out = x1;
	return ((7 << 4) < (x1 != x1));
}
static short f2(unsigned long x0)
{
	unsigned long v5 = ((x0 <= 255) || x0);
	x0 <<= (v5 & 15);
	if (((7 / ((x0 & 7) + 2)) ? (x0 && x0) : (x0 | x0)))
		return (((unsigned long)x0) << 7);
	return x0;
}
/*@ cpu 0 */
void run(void)
{
	_Bool v6 = (s1[1].z[1] += g4);
	s1[1].y %= 10L;
	unsigned char i7 = ((g4, 256) & 3);
	do {
		if ((((long)s0.x) ? (~s0.z[0]) : (128 + a0[1])))
			goto skip1;
		f2((s0.z[1] ? -1 : i7));
		skip1: ;
	} while (i7++ < 2);
	switch (((a0[(!'a') & 3] ? 4294967295U : 127) || (32767 & g4)) & 3) {
	case -1: ;
	case 255: ;
		break;
	default:
		;
	}
	/*@ bad: (long)g0 == -1L &&
		(long)g1 == 0L &&
		(long)g2 == 256L &&
		(long)g3 == 5L &&
		(long)g4 == 9223372036854775807L &&
		(long)a0[0] == 1L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 1L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 38L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 199L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 13L &&
		(long)s0.y == 43L &&
		(long)s0.z[0] == 40L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == -1L &&
		(long)c0 == 0L &&
		(long)c1 == 0L &&
		(long)t == 0L */
}
