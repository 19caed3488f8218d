// Browser opens pages and drawings in a headless Chromium. It saves a PNG of each file
// for each width, in light and in dark. It fails if anything goes wrong in a page: an
// error on the console, an exception, a failed load, or a request to the network.
//
//	go run ./scripts/browser -o bin/pages -widths 1280,400 page.html mp.svg
//
// writes page-1280.png, page-1280-dark.png, page-400.png, … . If no Chromium is
// installed, it prints that and succeeds.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fencewise/fencewise/internal/browser"
)

func main() {
	dir := flag.String("o", ".", "the `folder` to write to")
	list := flag.String("widths", "1280,400", "`widths` of the window, in CSS pixels")
	height := flag.Int("height", 800, "`height` of the window, in CSS pixels; the picture is of the whole page")
	grey := flag.Bool("grey", false, "also without colours")
	flag.Parse()
	looks, err := looks(*list, *height, *grey)
	if err != nil || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: browser [-o folder] [-widths n,…] [-height n] [-grey] file…")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	bad, err := shoot(ctx, os.Stdout, *dir, looks, flag.Args())
	stop()
	if errors.Is(err, browser.ErrNone) {
		fmt.Println("skipped:", err)
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "browser:", err)
	}
	if err != nil || bad {
		os.Exit(1)
	}
}

// looks returns the ways to display a page: each width in light, in dark and, if grey is
// true, in grey.
func looks(widths string, height int, grey bool) ([]browser.Look, error) {
	var all []browser.Look
	for w := range strings.SplitSeq(widths, ",") {
		n, err := strconv.Atoi(w)
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%q is not a width", w)
		}
		all = append(all, browser.Look{Width: n, Height: height}, browser.Look{Width: n, Height: height, Dark: true})
		if grey {
			all = append(all, browser.Look{Width: n, Height: height, Grey: true})
		}
	}
	return all, nil
}

// shoot opens each file once and saves a picture of it for each look. bad is true if
// something went wrong in a page.
func shoot(ctx context.Context, w io.Writer, dir string, looks []browser.Look, files []string) (bad bool, err error) {
	b, err := browser.Start(ctx)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return false, err
	}
	for _, f := range files {
		p, err := b.Open(f, looks[0])
		if err != nil {
			return bad, err
		}
		for _, l := range looks {
			if err := p.SetLook(l); err != nil {
				return bad, err
			}
			png, err := p.Screenshot()
			if err != nil {
				return bad, err
			}
			to := filepath.Join(dir, name(f, l))
			if err := os.WriteFile(to, png, 0o644); err != nil {
				return bad, err
			}
			fmt.Fprintln(w, to)
		}
		for _, problem := range p.Problems() {
			fmt.Fprintf(w, "%s: %s\n", f, problem)
			bad = true
		}
		for _, url := range p.Requests() {
			if !strings.HasPrefix(url, "file:") {
				fmt.Fprintf(w, "%s: requests %s\n", f, url)
				bad = true
			}
		}
		if err := p.Close(); err != nil {
			return bad, err
		}
	}
	return bad, nil
}

// name returns the name of the picture of a file: page-400-dark.png.
func name(file string, l browser.Look) string {
	n := fmt.Sprintf("%s-%d", strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), l.Width)
	if l.Dark {
		n += "-dark"
	}
	if l.Grey {
		n += "-grey"
	}
	return n + ".png"
}
