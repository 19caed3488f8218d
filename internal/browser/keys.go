package browser

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// namedKeys maps the names of keys without a letter to their Windows virtual key codes
// and to the text that they type.
var namedKeys = map[string]struct {
	code int
	text string
}{
	"Backspace": {8, ""}, "Tab": {9, ""}, "Enter": {13, "\r"}, "Escape": {27, ""},
	"PageUp": {33, ""}, "PageDown": {34, ""}, "End": {35, ""}, "Home": {36, ""},
	"ArrowLeft": {37, ""}, "ArrowUp": {38, ""}, "ArrowRight": {39, ""}, "ArrowDown": {40, ""},
	"Delete": {46, ""},
}

var modifiers = map[string]int{"Alt": 1, "Ctrl": 2, "Meta": 4, "Shift": 8}

// Press presses and releases keys, one after the other. A key is a character, "Space" or
// a name of KeyboardEvent.key ("Tab", "Enter", "Escape", "ArrowDown", "Home", …), with
// modifiers before it ("Shift+Tab", "Ctrl+a").
func (p *Page) Press(keys ...string) error {
	for _, k := range keys {
		event, err := keyEvent(k)
		if err != nil {
			return err
		}
		for _, kind := range []string{"keyDown", "keyUp"} {
			event["type"] = kind
			if kind == "keyDown" && event["text"] == nil {
				event["type"] = "rawKeyDown" // a key that types no text
			}
			if kind == "keyUp" {
				delete(event, "text")
			}
			if err := p.call("Input.dispatchKeyEvent", event, nil); err != nil {
				return fmt.Errorf("%s: %w", k, err)
			}
		}
	}
	return nil
}

func keyEvent(written string) (args, error) {
	held, key := 0, written
	for {
		m, rest, found := strings.Cut(key, "+")
		if !found || rest == "" || modifiers[m] == 0 {
			break
		}
		held, key = held|modifiers[m], rest
	}
	if key == "Space" {
		key = " "
	}
	event := args{"key": key, "modifiers": held}
	text := key
	if n, ok := namedKeys[key]; ok {
		event["code"], event["windowsVirtualKeyCode"], text = key, n.code, n.text
	} else if r, size := utf8.DecodeRuneInString(key); size != len(key) || size == 0 {
		return nil, fmt.Errorf("no key is named %q", written)
	} else if upper := unicode.ToUpper(r); upper < 0x80 {
		event["windowsVirtualKeyCode"] = int(upper)
		if unicode.IsLetter(upper) {
			event["code"] = "Key" + string(upper)
		}
	}
	if text != "" && held&^modifiers["Shift"] == 0 {
		event["text"] = text
	}
	return event, nil
}
