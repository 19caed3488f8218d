short g0 = (short)0x80000000U;
signed char g1 = (signed char)4294967295U;
int g2 = (int)7;
unsigned char g3 = (unsigned char)1;
unsigned char g4 = (unsigned char)-128;
unsigned char a0[4] = {83, 1, 172};
unsigned int a1[4] = {47, 1, 63};
struct s { unsigned long x; int y; unsigned long z[2]; };
struct s s0 = {14, 12, {34, 1}}, s1[2];
int c0, c1, t = 4; int *p = &t;
static unsigned char f0(long x0)
{
	unsigned int v1 = (x0 <<= ((255 ? 1U : 0x80000000U) & 15));
	int i2 = 1;
	do {
		switch ((((unsigned int)1L) >= (256 << 1)) & 3) {
		case 2: ;
			break;
		}
	} while (i2++ < 2);
	c0 += 1;
	if (((2147483647 <= -2) % (unsigned char)200))
		return ((x0 && x0) != (32767 && 256));
	return ((x0 + x0) ? (x0 >= x0) : (x0 > x0));
}
static short f1(unsigned short x0)
{
	short v3 = ((x0 << 0) <= x0);
	++v3;
	c1 += 1;
	return (~(x0 >> 4));
}
/*@ cpu 0 */
void run(void)
{
	short v4 = ((1 % 7U) << 3);
	signed char v5 = (s1[0].z[0] /= ((1U & 7) + 2));
	short v6 = a0[(-1 + 1U) & 3];
	if ((v5++)) {
		a1[(s1[1].x | s1[1].z[1]) & 3]++;
	} else {
		if (f0(((s1[1].z[(g2 && g1) & 1] | 0x80000000U), (s0.x ? s0.x : a1[(++v6) & 3])))) {
			if ((+ ((s1[0].x >> 0) < (s1[1].x * v5)))) {
				s1[1].y += (((-2147483647 - 1) == s0.y) | (0x7fffffffffffffffL & g0));
			}
		} else {
		}
	}
	/*@ bad: (long)g0 == 0L &&
		(long)g1 == -1L &&
		(long)g2 == 7L &&
		(long)g3 == 1L &&
		(long)g4 == 128L &&
		(long)a0[0] == 83L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 172L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 47L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 63L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 14L &&
		(long)s0.y == 12L &&
		(long)s0.z[0] == 34L &&
		(long)s0.z[1] == 1L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == 0L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 1L &&
		(long)c1 == 0L &&
		(long)t == 4L */
}
