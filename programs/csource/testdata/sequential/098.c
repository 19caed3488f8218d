unsigned long g0 = (unsigned long)1U;
unsigned long g1 = (unsigned long)0;
unsigned int g2 = (unsigned int)256;
unsigned int g3 = (unsigned int)4294967295U;
short g4 = (short)0x7fffffffffffffffL;
signed char a0[4] = {35, 0, 27};
unsigned char a1[4] = {93, 0, 65};
struct s { unsigned int x; unsigned char y; int z[2]; };
struct s s0 = {36, 40, {4, 1}}, s1[2];
int c0, c1, t = -7; int *p = &t;
static unsigned char f0(int *out, long x0, unsigned char x1, long x2)
{
	unsigned short v1 = ((x2 != x1) + ((unsigned long)256));
	for (long i2 = 0; i2 < 1; i2++) {
		if (((unsigned char)(+ (v1 < -2)))) {
		} else {
		}
	}
	c0 += 1;
	*out = ((4294967295U >= x1) - (+ x2));
	return ((unsigned char)(x0 == -128));
}
static unsigned short f1(int *out, int x0, long x1, unsigned long x2)
{
	unsigned long v3 = ((x1 | x2) & (-1L / (-2 - (int)(x1 & 3))));
	if (x0) {
		x1 = ((((-2147483647 - 1) || 0x80000000U) % (-2 - (int)((~32767) & 3))) % 5UL);
	}
	c1 += 1;
	*out = x2;
	if (x1)
		return (~x2);
	return (x0 <<= 6);
}
/*@ cpu 0 */
void run(void)
{
	signed char v4 = (s1[1].x--);
	--g4;
	s1[1].x = (((g4 <= g2) + (0, a1[(g0 = 128) & 3])) >= ((127 > g4) > ((int)g3)));
	/*@ bad: (long)g0 == 128L &&
		(long)g1 == 0L &&
		(long)g2 == 256L &&
		(long)g3 == 4294967295L &&
		(long)g4 == -2L &&
		(long)a0[0] == 35L &&
		(long)a0[1] == 0L &&
		(long)a0[2] == 27L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 93L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 65L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 36L &&
		(long)s0.y == 40L &&
		(long)s0.z[0] == 4L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 1L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 0L &&
		(long)c1 == 0L &&
		(long)t == -7L */
}
