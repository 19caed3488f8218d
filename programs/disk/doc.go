// Package disk opens, reads and writes the files that a user names. Everything that
// opens a path from a command line, from a folder or from another input goes through
// it, so that these hold everywhere:
//
//   - Only regular files are read. A FIFO, a device, a socket or a folder is refused
//     before it is opened, and once more after: no read waits for somebody to write,
//     and no device is touched.
//   - Every reader names a limit in bytes. A larger file is refused by its size, before
//     it is read.
//   - A file is written under another name in the same folder and renamed when it is
//     whole: a failure, or a process that is killed, leaves what was there before.
//   - What the machine lacks (space, open files, memory, a folder for temporary files)
//     is an error of its own kind, which [Lacking] finds, and nothing that is wrong with
//     the input.
//
// It stands before the readers and knows none of them. The entry points are [Read],
// [ReadIn] and [ReadFrom] for text, [Open] and [OpenIn] for everything else, [Create],
// [TempDir] and [Lacking].
package disk
