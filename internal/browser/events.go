package browser

import (
	"encoding/json"
	"fmt"
	"strings"
)

// exception is a JavaScript exception.
type exception struct {
	Text      string `json:"text"`
	Line      int    `json:"lineNumber"`
	URL       string `json:"url"`
	Exception struct {
		Description string `json:"description"`
	} `json:"exception"`
}

func (e *exception) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s (%s:%d)", e.Text, e.Exception.Description, e.URL, e.Line+1))
}

// handleEvent records an event of the page, and a problem if the event shows one.
func (p *Page) handleEvent(m message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if problem := p.recordEvent(m); problem != "" {
		p.problems = append(p.problems, problem)
	}
}

// recordEvent records an event and returns the problem that it shows, or "".
func (p *Page) recordEvent(m message) string {
	var e struct {
		Type string `json:"type"`
		Args []struct {
			Value       json.RawMessage `json:"value"`
			Description string          `json:"description"`
		} `json:"args"`
		Exception exception `json:"exceptionDetails"`
		Entry     struct {
			Level string `json:"level"`
			Text  string `json:"text"`
			URL   string `json:"url"`
		} `json:"entry"`
		Name     string `json:"name"`
		LoaderID string `json:"loaderId"`
		Request  struct {
			URL string `json:"url"`
		} `json:"request"`
		ErrorText string `json:"errorText"`
	}
	if err := json.Unmarshal(m.Params, &e); err != nil {
		return m.Method + ": " + err.Error()
	}
	switch m.Method {
	case "Page.lifecycleEvent":
		if e.Name == "load" {
			p.loaded[e.LoaderID] = true
			select {
			case p.load <- struct{}{}:
			default: // a notice is pending already
			}
		}
	case "Network.requestWillBeSent":
		if !strings.HasPrefix(e.Request.URL, "data:") { // a data: URL loads nothing; Look.Grey causes one
			p.requests = append(p.requests, e.Request.URL)
		}
	case "Network.loadingFailed":
		return "not loaded: " + e.ErrorText
	case "Runtime.exceptionThrown":
		return e.Exception.String()
	case "Log.entryAdded":
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			return fmt.Sprintf("%s: %s %s", e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case "Runtime.consoleAPICalled":
		if e.Type != "error" && e.Type != "warning" && e.Type != "assert" {
			return ""
		}
		words := []string{"console." + e.Type + ":"}
		for _, a := range e.Args {
			text := a.Description
			if text == "" && json.Unmarshal(a.Value, &text) != nil {
				text = string(a.Value)
			}
			words = append(words, text)
		}
		return strings.Join(words, " ")
	case "Inspector.targetCrashed":
		return "the page has crashed"
	}
	return ""
}
