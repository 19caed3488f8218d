package csource_test

import (
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

const inlined = `#include <stdatomic.h>
#include <pthread.h>
#include <assert.h>
atomic_int x[2];
int seen[2];
#define PUT(p) atomic_store_explicit(p, 1, memory_order_relaxed)
static int take(int me)
{
	PUT(&x[me]); /* mine */
	return atomic_load_explicit(&x[1 - me],
		memory_order_relaxed);
}
static void *worker(void *arg)
{
	long me = (long)arg;
	seen[me] = take(me);
	return 0;
}
static void *other(void *arg)
{
	assert(x[0] == 0);
	return 0;
}
int main(void)
{
	pthread_t t[3];
	for (long i = 0; i < 2; i++)
		pthread_create(&t[i], 0, worker, (void *)i);
	pthread_create(&t[2], 0, other, 0);
	for (int i = 0; i < 3; i++)
		pthread_join(t[i], 0);
	assert(seen[0] != 0 || seen[1] != 0);
}
`

// TestOrigin: threads and statements are shown as the user wrote them, with the calls that lead
// to them.
func TestOrigin(t *testing.T) {
	test, err := csource.Read(diag.NewSource("p.c", inlined), csource.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, th := range test.Threads {
		got = append(got, "= "+th.Title())
		for _, c := range th.Cells {
			if c.Instr != nil && c.Instr.Where() != "" {
				got = append(got, c.Instr.Where()+": "+c.Instr.String())
			}
		}
	}
	got = append(got, test.PropWords(test.Cond.Prop))
	text := strings.Join(got, "\n")
	for _, want := range []string{
		"= worker(0)\n", "= worker(1)\n", "= other\n",
		"line 9, in take called from line 16: PUT(&x[me])\n",
		"line 10, in take called from line 16: return atomic_load_explicit(&x[1 - me], memory_order_relaxed)\n",
		"line 16: seen[me] = take(me)\n",
		"line 21: assert(x[0] == 0)\n",
		"seen[0] == 0 && seen[1] == 0 || the assertion on line 21 fails",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}
