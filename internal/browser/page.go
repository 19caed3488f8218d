package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"sync"
)

// Look is how a page is looked at.
type Look struct {
	Width, Height int     // of the window, in CSS pixels; 1280 × 800 where 0
	Dark          bool    // the reader prefers dark
	Grey          bool    // the reader sees no colours
	Print         bool    // on paper
	Scale         float64 // device pixels for a CSS pixel; 1 where 0
}

// Page is one tab.
type Page struct {
	b       *Browser
	session string

	mu       sync.Mutex
	problems []string
	requests []string
	loaded   map[string]bool // loaders whose document has come to its load event
	load     chan struct{}   // something was loaded
}

// Open opens a page from a URL, or from a file where target is a path, and waits until
// it is loaded.
func (b *Browser) Open(target string, l Look) (*Page, error) {
	var made struct {
		TargetID string `json:"targetId"`
	}
	if err := b.pipe.call("", "Target.createTarget", args{"url": "about:blank"}, &made); err != nil {
		return nil, err
	}
	var at struct {
		SessionID string `json:"sessionId"`
	}
	if err := b.pipe.call("", "Target.attachToTarget", args{"targetId": made.TargetID, "flatten": true}, &at); err != nil {
		return nil, err
	}
	p := &Page{b: b, session: at.SessionID, loaded: map[string]bool{}, load: make(chan struct{}, 1)}
	b.pipe.listen(p.session, p.handleEvent)
	for _, c := range []string{"Page.enable", "Runtime.enable", "Log.enable", "Network.enable"} {
		if err := p.call(c, nil, nil); err != nil {
			return nil, err
		}
	}
	if err := p.call("Page.setLifecycleEventsEnabled", args{"enabled": true}, nil); err != nil {
		return nil, err
	}
	if err := p.call("Emulation.setFocusEmulationEnabled", args{"enabled": true}, nil); err != nil {
		return nil, err
	}
	if err := p.SetLook(l); err != nil {
		return nil, err
	}
	return p, p.Navigate(target)
}

type args map[string]any

func (p *Page) call(method string, params, result any) error {
	return p.b.pipe.call(p.session, method, params, result)
}

// Navigate goes to a URL or file, as [Browser.Open] does.
func (p *Page) Navigate(target string) error {
	if u, err := url.Parse(target); err != nil || len(u.Scheme) < 2 {
		abs, err := filepath.Abs(target)
		if err != nil {
			return err
		}
		target = (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String()
	}
	var to struct {
		LoaderID  string `json:"loaderId"`
		ErrorText string `json:"errorText"`
	}
	if err := p.call("Page.navigate", args{"url": target}, &to); err != nil {
		return err
	}
	if to.ErrorText != "" {
		return fmt.Errorf("%s: %s", target, to.ErrorText)
	}
	for to.LoaderID != "" && !p.isLoaded(to.LoaderID) { // none: it is the same document
		if _, err := wait(p.b.pipe, p.load); err != nil {
			return fmt.Errorf("%s: %w", target, err)
		}
	}
	return nil
}

func (p *Page) isLoaded(loader string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.loaded[loader]
}

// SetLook changes how the page is looked at.
func (p *Page) SetLook(l Look) error {
	or := func(v, otherwise int) int {
		if v == 0 {
			return otherwise
		}
		return v
	}
	scheme, media, vision := "light", "", "none"
	if l.Dark {
		scheme = "dark"
	}
	if l.Print {
		media = "print"
	}
	if l.Grey {
		vision = "achromatopsia"
	}
	return errors.Join(
		p.call("Emulation.setDeviceMetricsOverride", args{
			"width": or(l.Width, 1280), "height": or(l.Height, 800), "deviceScaleFactor": max(1, l.Scale), "mobile": false,
		}, nil),
		p.call("Emulation.setEmulatedMedia", args{
			"media": media, "features": []args{{"name": "prefers-color-scheme", "value": scheme}},
		}, nil),
		p.call("Emulation.setEmulatedVisionDeficiency", args{"type": vision}, nil),
	)
}

// Eval evaluates a JavaScript expression in the page, waits for it if it is a
// promise, and puts its value into result, as encoding/json would, unless that is nil.
func (p *Page) Eval(expression string, result any) error {
	var got struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		Exception *exception `json:"exceptionDetails"`
	}
	err := p.call("Runtime.evaluate", args{"expression": expression, "returnByValue": true, "awaitPromise": true}, &got)
	switch {
	case err != nil:
		return err
	case got.Exception != nil:
		return errors.New(got.Exception.String())
	case result == nil:
		return nil
	case got.Result.Value == nil:
		return fmt.Errorf("%s has no value", expression)
	}
	return json.Unmarshal(got.Result.Value, result)
}

// Screenshot is the page as PNG, all of it, however long.
func (p *Page) Screenshot() ([]byte, error) {
	var size struct {
		Content struct {
			Width  float64 `json:"width"`
			Height float64 `json:"height"`
		} `json:"cssContentSize"`
	}
	if err := p.call("Page.getLayoutMetrics", nil, &size); err != nil {
		return nil, err
	}
	var shot struct {
		Data []byte `json:"data"` // in base64, as encoding/json reads bytes
	}
	err := p.call("Page.captureScreenshot", args{
		"format": "png", "captureBeyondViewport": true,
		"clip": args{"x": 0, "y": 0, "width": size.Content.Width, "height": size.Content.Height, "scale": 1},
	}, &shot)
	return shot.Data, err
}

// Problems is what went wrong so far: errors and warnings on the console, failed
// assertions, exceptions that nobody caught, what could not be loaded. What a page does
// later is heard of in the next call to any method.
func (p *Page) Problems() []string {
	_ = p.Eval("0", nil) // what was on its way has come when this is answered
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.problems)
}

// Requests is the URL of everything that the page has asked for, itself included,
// but for data: URLs, which hold what they name.
func (p *Page) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}

// Close closes the tab.
func (p *Page) Close() error { return p.call("Page.close", nil, nil) }
