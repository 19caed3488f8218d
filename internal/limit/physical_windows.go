package limit

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// memoryStatus is the structure MEMORYSTATUSEX of the Windows API.
type memoryStatus struct {
	length, load               uint32
	totalPhys, availPhys       uint64
	totalPageFile, availPage   uint64
	totalVirtual, availVirtual uint64
	availExtendedVirtual       uint64
}

var globalMemoryStatusEx = windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")

// physical returns the memory of the machine in bytes, or 0 if it is unknown.
func physical() int64 {
	var m memoryStatus
	m.length = uint32(unsafe.Sizeof(m))
	if ok, _, _ := globalMemoryStatusEx.Call(uintptr(unsafe.Pointer(&m))); ok == 0 {
		return 0
	}
	return int64(m.totalPhys)
}
