package disk

import (
	"io/fs"
	"os"
	"syscall"
	"time"
)

// NotRegular is the error for a path that leads to something other than a regular file.
type NotRegular struct{ Kind string }

func (e *NotRegular) Error() string { return "it is " + e.Kind + ", not a file" }

// kindOf names what a path leads to; "" for a regular file.
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

// Open opens the regular file at path for reading. Links are followed; what they lead
// to has to be a regular file. Anything else is a [*NotRegular].
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

// OpenIn opens a regular file inside a folder, as [Open] does. Neither ".." nor a link
// leads out of the folder.
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

// OpenRoot opens a folder, as os.OpenRoot does, which waits for ever for a FIFO.
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

// readFlags keep open(2) from waiting for the other end of a FIFO that took the place of
// the file since it was looked at, and from making a terminal the process's own.
const readFlags = os.O_RDONLY | syscall.O_NONBLOCK | syscall.O_NOCTTY

// patience is how long one file may take to be read where the system offers a deadline,
// which it does not for files on a disk: a "regular" file of /proc can wait for ever.
const patience = time.Second

// file is a regular file that is open for reading, and its size.
type file struct {
	*os.File
	size int64
}

// open looks before it opens, since opening a device can have effects, and again after,
// since the path can lead elsewhere by then. Without stat it only looks after.
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
		f.Close() // it was only read
		return nil, err
	}
	_ = f.SetReadDeadline(time.Now().Add(patience)) // fails for a file on a disk, which needs none
	return &file{f, info.Size()}, nil
}
