package csource_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fencewise/fencewise/programs/csource"
	"github.com/fencewise/fencewise/programs/diag"
)

// read reads a .c file for a test.
func read(t *testing.T, text string, defines ...string) (string, error) {
	t.Helper()
	test, err := csource.Read(diag.NewSource("test.c", text), csource.Options{Defines: defines})
	if err != nil {
		return "", err
	}
	return test.Src.Text, nil
}

// TestRead: what small programs become.
func TestRead(t *testing.T) {
	const mp = `#include <lkmm.h>
int data, flag;
static inline void publish(int v)
{
	WRITE_ONCE(data, v);
	smp_wmb(); /*@ w: none, smp_wmb, smp_mb */
	WRITE_ONCE(flag, 1);
}
/*@ cpu 3 */
void sender(void) { publish(7); }
/*@ cpu 5 */
void receiver(void)
{
	int f = READ_ONCE(flag);
	/*@ r: none, smp_rmb */
	int d = READ_ONCE(data);
	/*@ bad: f == 1 && d == 0 */
}
`
	text, err := read(t, mp)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"WRITE_ONCE(*data, 7);", "smp_wmb(); /*@ w: none, smp_wmb, smp_mb */", "/*@ r: none, smp_rmb */",
		"f = READ_ONCE(*flag);", "failed_17 = failed_17 | (f == 1 && d == 0);", "exists (1:failed_17=1)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestSuite: the public programs can be read.
func TestSuite(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/suites/c/*/*.c")
	if len(files) == 0 {
		t.Skip("the suite of C programs is not here")
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := csource.Read(diag.NewSource(f, string(src)), csource.Options{}); err != nil {
			t.Errorf("%v", err)
		}
	}
}

// TestNothingLost: a call whose value nobody uses stays.
func TestNothingLost(t *testing.T) {
	text, err := read(t, `#include <stdatomic.h>
#include <pthread.h>
#include <assert.h>
atomic_int x; int y;
void *one(void *arg)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_release);
	atomic_exchange(&x, 2);
	(void)atomic_load(&x);
	x++;
	--x;
	x += 2;
	y++;
	return 0;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, 0, one, 0);
	pthread_join(t, 0);
	assert(y == 1);
}
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"__c11_fetch_add_release(x, 1);", "__c11_exchange_seq_cst(x, 2);", "__c11_load_seq_cst(x);", "__c11_fetch_add_seq_cst(x, 1);",
		"__c11_sub_fetch_seq_cst(x, 1);", "\t__c11_add_fetch_seq_cst(x, 2);", "*y = *y + 1;", "exists (y!=1)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestMutex: a thread waits for a mutex, and the program is for a machine.
func TestMutex(t *testing.T) {
	test, err := csource.Read(diag.NewSource("test.c", `#include <pthread.h>
#include <assert.h>
pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER; int x;
void *one(void *arg) { pthread_mutex_lock(&m); x++; pthread_mutex_unlock(&m); return 0; }
int main(void)
{
	pthread_t a, b;
	pthread_create(&a, 0, one, 0);
	pthread_create(&b, 0, one, 0);
	pthread_join(a, 0);
	pthread_join(b, 0);
	assert(x == 2);
}
`), csource.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(test.Src.Text, "__c11_mutex_lock(m);") || test.Target != "power-gcc" {
		t.Errorf("target %q\n%s", test.Target, test.Src.Text)
	}
}

// TestFlags: what creates and joins threads while others run is C11's where the kernel's headers are
// not used.
func TestFlags(t *testing.T) {
	text, err := read(t, `#include <pthread.h>
#include <assert.h>
int x; pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
void *a(void *u) { pthread_mutex_lock(&m); x++; pthread_mutex_unlock(&m); return 0; }
int main(void)
{
	pthread_t t1, t2;
	pthread_create(&t1, 0, a, 0);
	x = 5;
	pthread_create(&t2, 0, a, 0);
	pthread_join(t1, 0);
	assert(x != 6);
	pthread_join(t2, 0);
}
`)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"__c11_store_release(started_2, 1);", "while (__c11_load_acquire(ended_1) == 0)", "exists (0:failed_12=1)"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// TestFinalAssertion: an assertion in main is about the end where comments name the threads.
func TestFinalAssertion(t *testing.T) {
	text, err := read(t, `#include <lkmm.h>
#include <assert.h>
int x;
/*@ cpu 0 */
void f(void) { WRITE_ONCE(x, 1); }
int main(void) { x = 3; assert(x == 1); }
`)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "int x = 3;") || !strings.Contains(text, "exists (x!=1)") {
		t.Error(text)
	}
}
