package z3

import "strconv"

// ErrorCode is Z3's classification of a failed call, in Z3's own numbering.
type ErrorCode uint

// The codes of Z3_error_code.
const (
	ErrorCodeOk              ErrorCode = iota // no error
	ErrorCodeSortError                        // a term would be ill-sorted
	ErrorCodeIOB                              // index out of bounds
	ErrorCodeInvalidArg                       // an argument is not acceptable
	ErrorCodeParserError                      // the text could not be parsed
	ErrorCodeNoParser                         // parser output asked for before parsing
	ErrorCodeInvalidPattern                   // bad quantifier pattern
	ErrorCodeMemoutFail                       // no memory is left
	ErrorCodeFileAccessError                  // a file could not be read or written
	ErrorCodeInternalFatal                    // an internal error of Z3
	ErrorCodeInvalidUsage                     // the call is not legal in this state
	ErrorCodeDecRefError                      // a reference was released too often
	ErrorCodeException                        // an exception inside Z3; the message says which
)

// The texts are spelled as in Z3's manual, so that a search finds them.
var errorCodeNames = [...]string{
	"ok", "sort error", "index out of bounds", "invalid argument", "parser error",
	"no parser", "invalid pattern", "out of memory", "file access error",
	"internal fatal error", "invalid usage", "dec ref error", "exception",
}

// String returns the code's name in words.
func (e ErrorCode) String() string {
	if int(e) < len(errorCodeNames) {
		return errorCodeNames[e]
	}
	return "error code " + strconv.FormatUint(uint64(e), 10)
}
