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

// Look says how a page is displayed.
type Look struct {
	Width, Height int     // of the window, in CSS pixels; 0 means 1280 × 800
	Dark          bool    // prefer a dark colour scheme
	Grey          bool    // show no colours
	Print         bool    // lay out for paper
	Scale         float64 // device pixels per CSS pixel; 0 means 1
}

// Page is one tab of a browser.
type Page struct {
	b       *Browser
	session string

	mu       sync.Mutex
	problems []string
	requests []string
	loaded   map[string]bool // loaders whose document has fired its load event
	load     chan struct{}   // receives a value after something was loaded
}

// Open opens the page at target, which is a URL or the path of a file, and waits until it
// is loaded.
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

// Navigate loads a URL or file into the page, like [Browser.Open].
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
	for to.LoaderID != "" && !p.isLoaded(to.LoaderID) { // no loader: it is the same document
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

// SetLook changes how the page is displayed.
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

// Eval evaluates a JavaScript expression in the page. If the value is a promise it waits
// for it. It decodes the value into result like encoding/json, unless result is nil.
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

// Screenshot returns an image of the whole page as PNG.
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

// Problems returns what has gone wrong so far: errors and warnings on the console, failed
// assertions, uncaught exceptions, and failed loads. A later call also returns what goes
// wrong after this one.
func (p *Page) Problems() []string {
	_ = p.Eval("0", nil) // all earlier events arrive before the answer to this
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.problems)
}

// Requests returns the URLs that the page has requested, including its own. It leaves out
// data: URLs, which load nothing.
func (p *Page) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}

// Close closes the tab.
func (p *Page) Close() error { return p.call("Page.close", nil, nil) }
