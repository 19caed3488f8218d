// Package disk opens, reads and writes the files that a user names. All code that
// opens a path from a command line, from a folder or from another input uses this
// package, so that these rules hold everywhere:
//
//   - Only regular files are read. A FIFO, a device, a socket or a folder is rejected,
//     both before and after it is opened. So no read waits for another process to
//     write, and no device is touched.
//   - Every caller gives a limit in bytes. A larger file is rejected by its size, before
//     it is read.
//   - A file is written under another name in the same folder and renamed when it is
//     complete. If writing fails or the process is killed, the old file stays.
//   - A resource that the machine lacks (space, open files, memory, a folder for
//     temporary files) is reported with a code of its own, which [Lacking] recognises,
//     and not as an error in the input.
//
// It comes before the readers in the pipeline and knows none of them. The entry points
// are [Read], [ReadIn] and [ReadFrom] for text, [Open] and [OpenIn] for everything else,
// [Create], [TempDir] and [Lacking].
package disk
