long g0 = (long)32767;
unsigned long g1 = (unsigned long)0x80000000U;
int g2 = (int)1L;
unsigned int g3 = (unsigned int)'a';
int g4 = (int)32767;
unsigned char a0[4] = {5, 1, 178};
unsigned char a1[4] = {48, 0, 185};
struct s { _Bool x; _Bool y; int z[2]; };
struct s s0 = {38, 45, {30, 1}}, s1[2];
int c0, c1, t = 5; int *p = &t;
static unsigned short f0(unsigned int x0)
{
	unsigned char v1 = ((32767 >> ((x0 == x0) & 15)) == (!'a'));
	x0 &= (!(0xffffffffffffffffUL == v1));
	c0 += 1;
	return ((x0 <= x0) % (unsigned char)200);
}
static short f1(int x0, long x1, long x2)
{
	long v2 = ((x0 << ((1U && 0xff00L) & 15)) * x0);
	unsigned char v3 = ((x0 >> 2) | (x2 >> 0));
	x0 = (((x2 * v2) / (((x2 ? v3 : x1) & 0xff) + 2U)) ? ((x1 && 2) >= (v2 >> 0)) : ((v2 / (-2 - (int)(v3 & 3))) + (v2 >> (v2 & 15))));
	x2 = (((x0 > x1) << 5) ^ ((5 | v2), (--v3)));
	c1 += 1;
	if (((1 + x2) && (0x80000000U && x2)))
		return (--x0);
	return ((x0 >> 5) % (((++x1) & 0xff) + 2U));
}
/*@ cpu 0 */
void run(void)
{
	signed char v4 = ((g2 % ((0x80000000U & 7) + 2)) <= (2 >= 0x7fffffffffffffffL));
	signed char v5 = ((s0.z[1] /= (unsigned char)200) ? (s1[0].x * 1) : (s1[0].z[(g0 ? a1[3] : 7) & 1] > s1[1].x));
	if (s1[1].z[0])
		goto skip1;
	if (((s1[1].z[0] >> 7) != (s0.y & s1[0].x)))
		goto skip2;
	if (((s0.y ? (g4 >= 255) : a0[(0xffffffffffffffffUL != a1[3]) & 3]) == f0((0xff00L || a1[1])))) {
		s1[0].z[(v5 ? a1[(a0[(5 ? 0xff00L : g4) & 3] >> 0) & 3] : g2) & 1] = (f0((a0[3] > -1L)) * ((signed char)((unsigned char)-128)));
	} else {
		v4 += (((short)0xffffffffffffffffUL) && (-1L % ((s1[1].y & 7) + 2)));
	}
	skip2: ;
	skip1: ;
	/*@ bad: (long)g0 == 32767L &&
		(long)g1 == 2147483648L &&
		(long)g2 == 1L &&
		(long)g3 == 97L &&
		(long)g4 == 32767L &&
		(long)a0[0] == 5L &&
		(long)a0[1] == 1L &&
		(long)a0[2] == 178L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 48L &&
		(long)a1[1] == 0L &&
		(long)a1[2] == 185L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 1L &&
		(long)s0.y == 1L &&
		(long)s0.z[0] == 30L &&
		(long)s0.z[1] == 0L &&
		(long)s1[0].x == 0L &&
		(long)s1[0].y == 0L &&
		(long)s1[0].z[0] == 0L &&
		(long)s1[0].z[1] == -128L &&
		(long)s1[1].x == 0L &&
		(long)s1[1].y == 0L &&
		(long)s1[1].z[0] == 0L &&
		(long)s1[1].z[1] == 0L &&
		(long)c0 == 2L &&
		(long)c1 == 0L &&
		(long)t == 5L */
}
