static short h[3] = { 1, 2, 3 }, *sp = h;
static long w[3] = { 5, 6, 7 }, *wp = w;
static unsigned char c[3] = { 9, 8, 200 }, *cp = c;
static int one = 1, r[6];
/*@ cpu 0 */
void run(void)
{
	r[0] = sp[2] + *(sp + one);
	r[1] = (int)(wp[2] + *(wp + one));
	r[2] = cp[2] + *(cp + one);
	*++sp = -4;
	*++wp = 1L << 33;
	*++cp = 255;
	r[3] = h[1] * sp[0];
	r[4] = (int)(w[1] >> 32) + (int)wp[1];
	r[5] = c[1] + *cp + cp[1];
}
/*@ bad: r[0] == 5 && r[1] == 13 && r[2] == 208 && r[3] == 16 && r[4] == 9 && r[5] == 710 */
