// Share writes the files that are installed beside the program, made from its commands:
// manual pages and completions for four shells.
//
//	go run ./cmd/fencewise/internal/share DIR
//
// DIR is what becomes PREFIX/share. Files that exist are overwritten. The pages carry the
// month of SOURCE_DATE_EPOCH, or the current one.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli"
	"github.com/fencewise/fencewise/cmd/fencewise/internal/cli/iostreams"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: share DIR")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "share:", err)
		os.Exit(1)
	}
}

// write writes all files below a folder.
func write(dir string) error {
	date, err := sourceDate()
	if err != nil {
		return err
	}
	files, err := pages(date)
	if err != nil {
		return err
	}
	for shell, path := range completions {
		if files[path], err = completion(shell); err != nil {
			return err
		}
	}
	for path, text := range files {
		path = filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// completions holds for each shell where it, or a user of it, looks for the script.
var completions = map[string]string{
	"bash":       "bash-completion/completions/fencewise",
	"zsh":        "zsh/site-functions/_fencewise",
	"fish":       "fish/vendor_completions.d/fencewise.fish",
	"powershell": "fencewise/fencewise.ps1",
}

// completion returns what the command "fencewise completion" prints for a shell.
func completion(shell string) ([]byte, error) {
	var out, problems bytes.Buffer
	status := cli.Main(context.Background(), []string{"completion", shell}, iostreams.IO{Out: &out, Err: &problems})
	if status != 0 {
		return nil, fmt.Errorf("completion %s: status %d: %s", shell, status, problems.Bytes())
	}
	return out.Bytes(), nil
}

// sourceDate returns the time in SOURCE_DATE_EPOCH
// (https://reproducible-builds.org/specs/source-date-epoch), or now if it is not set.
func sourceDate() (time.Time, error) {
	text := os.Getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		return time.Now().UTC(), nil
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}
