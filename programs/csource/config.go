package csource

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"modernc.org/cc/v4"

	"github.com/fencewise/fencewise/programs/diag"
	"github.com/fencewise/fencewise/programs/disk"
)

// Options say how a file is read.
type Options struct {
	Defines []string // NAME or NAME=VALUE, as after -D
	Include []string // folders in which headers are looked for, as after -I
	FS      fs.FS    // where files are that are included; nil: on the disk

	// Apart gives each primitive and atomic operation with a value a statement of its own, so that it
	// can be exchanged.
	Apart bool
	Texts map[string]string // files by name that are read as these texts
}

// headers holds our own headers. They are what #include <…> finds.
//
//go:embed headers
var headers embed.FS

const (
	expansionLimit = 3 << 17 // tokens that the preprocessor reads and makes of macros
	maxFile        = 1 << 19 // bytes of one file
	maxFiles       = 256
)

// builtins declares what the front end itself asks for.
const builtins = `typedef unsigned long __predefined_size_t;
typedef int __predefined_wchar_t;
typedef long __predefined_ptrdiff_t;
typedef char *__builtin_va_list;
extern int __predefined_declarator;
void __fw_unreachable(void);
void _fw_bad(int);
`

// predefined is what a compiler for ppc64le defines, as far as programs ask for it.
const predefined = `#define __STDC__ 1
#define __STDC_VERSION__ 201710L
#define __STDC_HOSTED__ 1
#define __GNUC__ 12
#define __GNUC_MINOR__ 2
#define __CHAR_BIT__ 8
#define __SIZEOF_INT__ 4
#define __SIZEOF_LONG__ 8
#define __SIZEOF_POINTER__ 8
#define __ORDER_LITTLE_ENDIAN__ 1234
#define __ORDER_BIG_ENDIAN__ 4321
#define __BYTE_ORDER__ __ORDER_LITTLE_ENDIAN__
#define __LITTLE_ENDIAN__ 1
#define __LP64__ 1
#define __powerpc__ 1
#define __powerpc64__ 1
#define __FENCEWISE__ 1
#define __ATOMIC_RELAXED 0
#define __ATOMIC_CONSUME 1
#define __ATOMIC_ACQUIRE 2
#define __ATOMIC_RELEASE 3
#define __ATOMIC_ACQ_REL 4
#define __ATOMIC_SEQ_CST 5
#define asm __asm__
#define typeof __typeof__
#define __extension__
#define __thread _Thread_local
#define __signed__ signed
#define __builtin_unreachable() __fw_unreachable()
#define __builtin_trap() __fw_unreachable()
#define __builtin_expect(x, v) (x)
#define __builtin_constant_p(x) 0
#define __builtin_offsetof(t, m) ((unsigned long)&((t *)0)->m)
`

// parse reads the file and what it includes. final is C text that is read after the file.
func (r *reader) parse(final string) (ast *cc.AST, err error) {
	return r.parseWith(final, cc.Translate)
}

// parseWith reads the file with a function of the front end.
func (r *reader) parseWith(final string, f func(*cc.Config, []cc.Source) (*cc.AST, error)) (ast *cc.AST, err error) {
	defer func() {
		if p := recover(); p == (tooLarge{}) {
			ast, err = nil, nil
		} else if p != nil { // the front end gives up on some malformed input
			ast, err = nil, fmt.Errorf("%v", p)
		}
	}()
	abi, err := cc.NewABI("linux", "ppc64le")
	if err != nil {
		return nil, err
	}
	define := predefined
	for _, d := range r.opts.Defines {
		name, value, ok := strings.Cut(d, "=")
		if !ok {
			value = "1"
		}
		define += "#define " + name + " " + value + "\n"
	}
	cfg := &cc.Config{
		ABI: abi, ABILayout: true, FSOnly: true, ExpansionLimit: expansionLimit, IgnoreNegativeShiftAmounts: true,
		FS: &files{r: r}, IncludePaths: append([]string{""}, r.opts.Include...), SysIncludePaths: append([]string{ownHeaders}, r.opts.Include...),
	}
	sources := []cc.Source{
		{Name: "<predefined>", Value: define},
		{Name: "<builtin>", Value: builtins},
		{Name: r.src.Name, Value: r.text},
		{Name: afterFile, Value: final},
	}
	// The input of the front end ends at the first error of the preprocessor, and the front end never ends
	// if that is after the '*' of a pointer.
	if !r.preprocessed {
		if err := cc.Preprocess(cfg, sources, io.Discard); err != nil {
			return nil, err
		}
		r.preprocessed = true
	}
	sources[1].Value = builtins + r.demanded()
	return f(cfg, sources)
}

// onDemand holds our headers that are read only where a file of the user has one of some words, since reading them
// takes time.
var onDemand = []struct {
	header string
	words  []string
}{
	{"fw/builtins.h", []string{"__atomic_", "__sync_"}},
	{"fw/pthreads.h", []string{"pthread_rwlock_", "pthread_barrier_", "pthread_once", "call_once"}},
}

// demanded returns the lines that include what the files of the user need. All files are known once they were
// preprocessed.
func (r *reader) demanded() string {
	var b strings.Builder
	for _, d := range onDemand {
		for _, text := range r.texts {
			if slices.ContainsFunc(d.words, func(w string) bool { return strings.Contains(text, w) }) {
				b.WriteString("#include <" + d.header + ">\n")
				break
			}
		}
	}
	return b.String()
}

// afterFile names the text after the file. It is one of its own, so that the arguments of a macro that
// nothing closes end before it.
const afterFile = "<after the file>"

// ownHeaders is the folder of our headers in the file system that the front end sees.
const ownHeaders = "\x00headers"

// kernelHeaders names the headers of the kernel that are known here: each declares all of what is
// known of the kernel.
var kernelHeaders = names(`linux/atomic.h linux/bitops.h linux/bug.h linux/build_bug.h linux/cache.h linux/compiler.h
	linux/container_of.h linux/cpumask.h linux/errno.h linux/export.h linux/hardirq.h linux/init.h linux/irqflags.h
	linux/kconfig.h linux/kernel.h linux/kthread.h linux/list.h linux/lockdep.h linux/minmax.h linux/module.h
	linux/mutex.h linux/percpu.h linux/percpu-defs.h linux/preempt.h linux/prefetch.h linux/printk.h
	linux/processor.h linux/rcupdate.h linux/slab.h linux/delay.h linux/sched.h linux/sched/clock.h linux/sched/rt.h linux/smp.h
	linux/spinlock.h linux/srcu.h linux/stddef.h linux/string.h linux/threads.h linux/types.h
	asm/atomic.h asm/barrier.h asm/byteorder.h asm/cmpxchg.h asm/errno.h asm/mcs_spinlock.h asm/percpu.h
	asm/processor.h trace/events/lock.h`)

// names returns the words of a text as a set.
func names(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}

// files is the file system of the front end: our headers, and the user's files.
type files struct{ r *reader }

// Open opens a file. A header that only we have is not found by a path of the user.
func (f *files) Open(name string) (fs.File, error) {
	if rest, own := strings.CutPrefix(filepath.ToSlash(name), ownHeaders+"/"); own {
		if rest == "stdatomic.h" {
			f.r.c11 = true
		}
		if rest == "fw/primitives.h" {
			f.r.kernel = true
			if f.r.primText == "" {
				f.r.primText = primitivesHeader(f.r.named())
			}
			text := f.r.primText
			return &open{Reader: strings.NewReader(text), name: name, size: len(text)}, nil
		}
		if kernelHeaders[rest] {
			rest = "fw/linux.h"
		}
		return headers.Open(path.Join("headers", rest))
	}
	if f.r.opened[name]++; f.r.opened[name] > maxOpens {
		f.r.stop(f.r.src.Span(0, 0), "%s is included more than %d times: it includes itself", name, maxOpens)
	}
	if known := f.r.files[name]; known != nil {
		return &open{Reader: strings.NewReader(f.r.texts[name]), name: name, size: len(known.Text)}, nil
	}
	if text, ok := f.r.opts.Texts[name]; ok {
		text = f.r.addFile(diag.NewSource(name, text))
		return &open{Reader: strings.NewReader(text), name: name, size: len(text)}, nil
	}
	if f.r.opts.FS != nil {
		data, err := fs.ReadFile(f.r.opts.FS, path.Clean(filepath.ToSlash(name)))
		if err != nil {
			return nil, err
		}
		text := f.r.addFile(diag.NewSource(name, string(data)))
		return &open{Reader: strings.NewReader(text), name: name, size: len(text)}, nil
	}
	text, why, err := f.r.include(name)
	if err != nil {
		return nil, err
	}
	if why != "" {
		f.r.refused[name] = why
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return &open{Reader: strings.NewReader(text), name: name, size: len(text)}, nil
}

// include reads a file on the disk, or says why it cannot be included. The error is for a file that
// does not exist. Where the machine lacks something, the reading of the program ends.
func (r *reader) include(name string) (text, why string, err error) {
	if len(r.files) >= maxFiles {
		return "", fmt.Sprintf("more than %d files are included", maxFiles), nil
	}
	f, err := disk.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return "", "", err
	}
	var data []byte
	if err == nil {
		data, err = disk.Bytes(f, maxFile)
		f.Close() // nothing was written to it
	}
	if lack := disk.Lacking(err); lack != nil {
		r.errs = append(r.errs, lack)
		panic(tooLarge{})
	}
	if err != nil {
		return "", disk.Reason(err).Error(), nil
	}
	return r.addFile(diag.NewSource(name, string(data))), "", nil
}

// open is a file whose text is in memory.
type open struct {
	*strings.Reader
	name string
	size int
}

func (o *open) Stat() (fs.FileInfo, error) { return fileInfo{o}, nil }
func (o *open) Close() error               { return nil }

type fileInfo struct{ *open }

func (i fileInfo) Name() string       { return path.Base(i.name) }
func (i fileInfo) Size() int64        { return int64(i.size) }
func (i fileInfo) Mode() fs.FileMode  { return 0o444 }
func (i fileInfo) ModTime() time.Time { return time.Time{} }
func (i fileInfo) IsDir() bool        { return false }
func (i fileInfo) Sys() any           { return nil }

// isOwn reports whether a file is one of our headers or of the front end's own texts.
func isOwn(name string) bool {
	return strings.HasPrefix(name, ownHeaders) || strings.HasPrefix(name, "<")
}
