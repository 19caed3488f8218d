package disk

import (
	"io/fs"
	"os"
	"syscall"
	"time"
)

// NotRegular is the error for a path that does not lead to a regular file.
type NotRegular struct{ Kind string }

func (e *NotRegular) Error() string { return "it is " + e.Kind + ", not a file" }

// kindOf names what a file mode stands for. It returns "" for a regular file.
func kindOf(m fs.FileMode) string {
	switch {
	case m.IsRegular():
		return ""
	case m.IsDir():
		return "a folder"
	case m&fs.ModeNamedPipe != 0:
		return "a FIFO"
	case m&fs.ModeSocket != 0:
		return "a socket"
	case m&fs.ModeDevice != 0:
		return "a device"
	}
	return "not a regular file"
}

// Open opens the regular file at path for reading. It follows links. The error is a
// [*NotRegular] if the path leads to something other than a regular file.
func Open(path string) (*os.File, error) {
	f, err := openPath(path)
	if err != nil {
		return nil, err
	}
	return f.File, nil
}

func openPath(path string) (*file, error) {
	return open(func() (fs.FileInfo, error) { return os.Stat(path) },
		func() (*os.File, error) { return os.OpenFile(path, readFlags, 0) })
}

// OpenIn opens a regular file inside a folder like [Open]. Neither ".." nor a link can
// lead outside the folder.
func OpenIn(root *os.Root, name string) (*os.File, error) {
	f, err := openIn(root, name)
	if err != nil {
		return nil, err
	}
	return f.File, nil
}

func openIn(root *os.Root, name string) (*file, error) {
	return open(func() (fs.FileInfo, error) { return root.Stat(name) },
		func() (*os.File, error) { return root.OpenFile(name, readFlags, 0) })
}

// OpenRoot opens a folder like os.OpenRoot, but returns an error for a FIFO, on which
// os.OpenRoot would wait for ever.
func OpenRoot(dir string) (*os.Root, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "open", Path: dir, Err: syscall.ENOTDIR}
	}
	return os.OpenRoot(dir)
}

// readFlags keep open(2) from waiting for a writer if a FIFO has replaced the file since
// it was checked, and from making a terminal the controlling terminal of the process.
const readFlags = os.O_RDONLY | syscall.O_NONBLOCK | syscall.O_NOCTTY

// readTimeout bounds the time for reading one file where the system supports a deadline.
// It does so for some "regular" files of /proc, which can block for ever, but not for
// files on a disk.
const readTimeout = time.Second

// file is a regular file that is open for reading, and its size.
type file struct {
	*os.File
	size int64
}

// open checks what a path leads to before it opens it, since opening a device can have
// effects, and again afterwards, since the path may lead elsewhere by then. If stat is
// nil it only checks afterwards.
func open(stat func() (fs.FileInfo, error), open func() (*os.File, error)) (*file, error) {
	if stat != nil {
		info, err := stat()
		if err != nil {
			return nil, err
		}
		if kind := kindOf(info.Mode()); kind != "" {
			return nil, &NotRegular{kind}
		}
	}
	f, err := open()
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		if kind := kindOf(info.Mode()); kind != "" {
			err = &NotRegular{kind}
		}
	}
	if err != nil {
		f.Close() // nothing was written to it
		return nil, err
	}
	_ = f.SetReadDeadline(time.Now().Add(readTimeout)) // fails for a file on a disk, which needs no deadline
	return &file{f, info.Size()}, nil
}
