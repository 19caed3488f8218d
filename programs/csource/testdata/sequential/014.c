unsigned char g0 = (unsigned char)1L;
int g1 = (int)1L;
unsigned int g2 = (unsigned int)1L;
unsigned long g3 = (unsigned long)3;
unsigned long g4 = (unsigned long)256;
unsigned long a0[4] = {29, 0, 97};
signed char a1[4] = {56, 1, 71};
struct s { _Bool x; unsigned int y; int z[2]; };
struct s s0 = {43, 1, {35, 1}}, s1[2];
int c0, c1, t = -9; int *p = &t;
static unsigned long f0(signed char x0)
{
	unsigned char v1 = ((x0 >>= ((0xffffffffffffffffUL != 127) & 15)) % (((0x80000000U ? 5 : -1L) & 0xff) + 2U));
	unsigned int v2 = ((x0 >> 1), (1 ? x0 : 5));
	_Bool v3 = ((+ v2) - ((short)128));
	for (int i4 = 0; i4 < 1; i4++) {
		v1 = (((unsigned short)v2) || (v3 - 256));
	}
	c0 += 1;
	if (x0)
		return ((_Bool)(x0 % ((x0 & 7) + 2)));
	return ((x0 ? x0 : x0) && (x0 >> 6));
}
static unsigned int f1(int *out, _Bool x0)
{
	short v5 = ((x0 - x0) ? (127 < x0) : (7 == x0));
	v5 %= (unsigned char)200;
	if ((+ ((unsigned long)(256 && v5)))) {
	} else {
	}
	c1 += 1;
	*out = (x0 & (x0 * x0));
	if (((- 65535), (-2 >= x0)))
		return ((x0 * x0) > (x0 != x0));
	return ((255 <= x0) / (-2 - (int)(x0 & 3)));
}
/*@ cpu 0 */
void run(void)
{
	unsigned char v6 = ((2 + s0.x) << 3);
	int v7 = (g4++);
	unsigned short v8 = ((v7 = s1[1].x) << 1);
	s0.y = (((s1[1].x ^ a1[(v8 << 3) & 3]) - (2, -128)) - ((0 << ((g2 | s0.x) & 15)) + (v7 - a1[(32767 / 5UL) & 3])));
	switch (((5 | s1[0].z[f1(&t, s1[1].y) & 1]) != ((unsigned short)s1[0].z[(a1[0] ? 255 : 0x7fffffffffffffffL) & 1]))) {
	case 3: ;
		f1(&t, (s1[0].x || v6));
		break;
	case 2: ;
		if ((g0, (g1 |= 5))) {
			s0.x /= (unsigned char)200;
		}
		break;
	case 1: ;
		break;
	}
	/*@ bad: (long)g0 == 1L &&
		(long)g1 == 1L &&
		(long)g2 == 1L &&
		(long)g3 == 3L &&
		(long)g4 == 257L &&
		(long)a0[0] == 29L &&
		(long)a0[1] == 0L &&
		(long)a0[2] == 97L &&
		(long)a0[3] == 0L &&
		(long)a1[0] == 56L &&
		(long)a1[1] == 1L &&
		(long)a1[2] == 71L &&
		(long)a1[3] == 0L &&
		(long)s0.x == 1L &&
		(long)s0.y == 185L &&
		(long)s0.z[0] == 35L &&
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
		(long)c1 == 1L &&
		(long)t == 0L */
}
