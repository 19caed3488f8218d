unsigned int g0 = (unsigned int)65535;
unsigned int g1 = (unsigned int)0x80000000U;
unsigned short g2 = (unsigned short)32767;
unsigned int g3 = (unsigned int)0x80000000U;
long g4 = (long)255;
long a0[4] = {32, 1, 188};
unsigned short a1[4] = {58, 0, 27};
struct s { _Bool x; long y; unsigned int z[2]; };
struct s s0 = {20, 6, {8, 1}}, s1[2];
int c0, c1, t = -10; int *p = &t;
static long f0(unsigned long x0, signed char x1)
{
	unsigned short v1 = (x0 != (x0 >= x0));
	long v2 = ((x0 * v1) ^ (x1, x0));
	x0 *= ((v1 << 4) | x1);
	c0 += 1;
	return ((x0 - 256), (x0 ? 0xff00L : 1L));
}
static short f1(int x0)
{
	unsigned char v3 = x0;
	if ((((x0 + v3) && (255 + 0x7fffffffffffffffL)) % ((((x0 / 3) <= (255 >> ((v3 << 0) & 15))) & 0xff) + 2U))) {
		long i4 = 1;
		do {
		} while (i4++ < 2);
	} else {
	}
	c1 += 1;
	if (((4294967295U - 32767) > ((int)x0)))
		return ((x0 >= x0) != (~x0));
	return ((32767 ? x0 : x0) != (0xffffffffffffffffUL >= x0));
}
/*@ cpu 0 */
void run(void)
{
	long v5 = ((s0.z[1] ^ 65535) <= (s1[1].x & s1[0].z[(2 % (-2 - (int)((-2147483647 - 1) & 3))) & 1]));
	int v6 = ((g2 << 1) != (a1[2] || 0xffffffffffffffffUL));
	g3 ^= ((++s1[0].x) >> 1);
	s1[1].z[(-1 / 10L) & 1]--;
	/*@ bad: (long)g0 == 65535L &&
		(long)g1 == 2147483648L &&
		(long)g2 == 32767L &&
		(long)g3 == 2147483648L &&
		(long)g4 == 255L &&
		(long)a0[0] == 32L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 188L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 58L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 27L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 1L &&
		(long)s0.y == 6L &&
		(long)s0.z[0] == 8L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 1L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 4294967295L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 0L &&
		(long)c1 == 0L &&
		(long)t == -10L */
}
