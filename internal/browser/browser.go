package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// ErrNone says that no Chromium is installed.
var ErrNone = errors.New("no Chromium is installed (looked for " + strings.Join(chromiums, ", ") + ")")

var chromiums = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// Find returns the path of an installed Chromium, or [ErrNone].
func Find() (string, error) {
	for _, name := range chromiums {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNone
}

// Browser is a running Chromium.
type Browser struct {
	cmd      *exec.Cmd
	pipe     *pipe
	profile  string
	pipeEnds []*os.File // our ends of the two pipes
	stderr   *tail
	exited   chan struct{} // closed when the process has ended
}

// flags start Chromium without windows, dialogs and network traffic of its own, and make
// fonts, colours and scroll bars independent of the machine.
var flags = []string{
	"--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
	"--disable-background-networking", "--disable-component-update", "--disable-default-apps",
	"--disable-dev-shm-usage", "--disable-extensions", "--disable-sync", "--mute-audio", "--hide-scrollbars",
	"--font-render-hinting=none", "--force-color-profile=srgb", "about:blank",
}

// Start starts the installed Chromium. It runs until [Browser.Close] is called or ctx
// ends.
func Start(ctx context.Context) (*Browser, error) {
	path, err := Find()
	if err != nil {
		return nil, err
	}
	profile, err := os.MkdirTemp("", "fencewise-browser-")
	if err != nil {
		return nil, err
	}
	b := &Browser{profile: profile, stderr: &tail{}, exited: make(chan struct{})}
	if err := b.start(ctx, path); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

// start starts the process, which reads commands from descriptor 3 and writes to
// descriptor 4.
func (b *Browser) start(ctx context.Context, path string) error {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return err
	}
	defer theirIn.Close()
	out, theirOut, err := os.Pipe()
	if err != nil {
		return errors.Join(err, in.Close())
	}
	defer theirOut.Close()
	b.pipeEnds = []*os.File{in, out}
	cmd := exec.CommandContext(ctx, path, append([]string{"--user-data-dir=" + b.profile}, flags...)...)
	cmd.ExtraFiles = []*os.File{theirIn, theirOut}
	cmd.Stderr = b.stderr
	cmd.WaitDelay = time.Second // its children hold stderr open
	if err := cmd.Start(); err != nil {
		return err
	}
	b.cmd = cmd
	go func() {
		_ = cmd.Wait() // the pipe shows how it ended
		close(b.exited)
	}()
	b.pipe = newPipe(ctx, out, in)
	if err := b.pipe.call("", "Browser.getVersion", nil, nil); err != nil {
		return fmt.Errorf("%s cannot be started: %w\n%s", path, err, b.stderr)
	}
	return nil
}

// closeTimeout bounds how long Close waits for the browser to end.
const closeTimeout = 10 * time.Second

// Close ends the browser and removes its profile folder.
func (b *Browser) Close() error {
	if b.cmd != nil {
		if b.pipe != nil {
			_ = b.pipe.call("", "Browser.close", nil, nil) // it may be gone already
		}
		select {
		case <-b.exited:
		case <-time.After(closeTimeout):
			_ = b.cmd.Process.Kill()
			<-b.exited
		}
	}
	for _, f := range b.pipeEnds {
		f.Close()
	}
	var err error
	for range 20 { // child processes may still write while the folder is removed
		if err = os.RemoveAll(b.profile); err == nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	return err
}

// tail is a writer that keeps the last 4096 bytes.
type tail struct{ b []byte }

func (t *tail) Write(p []byte) (int, error) {
	t.b = append(t.b, p...)
	t.b = t.b[max(0, len(t.b)-4096):]
	return len(p), nil
}

func (t *tail) String() string { return string(t.b) }
