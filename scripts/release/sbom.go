package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// sbom returns the list of what a program consists of, in CycloneDX's JSON: the modules that
// its build information names, with the hashes by which Go checked them, and Go itself.
func (r *release) sbom(b *built) ([]byte, error) {
	self := module(&b.info.Main, "MIT")
	self.Type = cdx.ComponentTypeApplication
	self.Name, self.Description = "fencewise", "for "+b.platform.String()
	self.Hashes = sha256Hash(sha256Of(b.text))
	bom := cdx.NewBOM()
	bom.Metadata = &cdx.Metadata{
		Timestamp: r.date.Format(time.RFC3339),
		Component: &self,
		Tools: &cdx.ToolsChoice{Components: &[]cdx.Component{{
			Type: cdx.ComponentTypeApplication, Name: "scripts/release", Version: self.Version,
		}}},
	}
	var settings []cdx.Property
	for _, s := range b.info.Settings {
		settings = append(settings, cdx.Property{Name: "build:" + s.Key, Value: s.Value})
	}
	self.Properties = &settings
	std := module(&debug.Module{Path: "std", Version: strings.TrimPrefix(b.info.GoVersion, "go")}, goLicence)
	std.Description = "Go: standard library and runtime"
	components := []cdx.Component{std}
	for _, m := range others(b.info) {
		id, err := licenceOf(m)
		if err != nil {
			return nil, err
		}
		c := module(m, id)
		if c.Hashes, err = moduleHash(m); err != nil {
			return nil, err
		}
		components = append(components, c)
	}
	if b.cgo {
		z3, err := r.libz3()
		if err != nil {
			return nil, err
		}
		components = append(components, z3)
	}
	bom.Components = &components
	var refs []string
	for _, c := range components {
		refs = append(refs, c.BOMRef)
	}
	bom.Dependencies = &[]cdx.Dependency{{Ref: self.BOMRef, Dependencies: &refs}}
	var w bytes.Buffer
	e := cdx.NewBOMEncoder(&w, cdx.BOMFileFormatJSON)
	e.SetPretty(true)
	if err := e.Encode(bom); err != nil {
		return nil, err
	}
	return w.Bytes(), nil
}

// module returns the component for a module.
func module(m *debug.Module, id string) cdx.Component {
	url := "pkg:golang/" + m.Path + "@" + strings.ReplaceAll(m.Version, "+", "%2B")
	return cdx.Component{
		BOMRef: url, Type: cdx.ComponentTypeLibrary, Name: m.Path, Version: m.Version, PackageURL: url,
		Licenses: &cdx.Licenses{{License: &cdx.License{ID: id}}},
	}
}

// moduleHash returns the hash of a module's files, which Go writes as "h1:" and base64.
func moduleHash(m *debug.Module) (*[]cdx.Hash, error) {
	text, ok := strings.CutPrefix(m.Sum, "h1:")
	sum, err := base64.StdEncoding.DecodeString(text)
	if !ok || err != nil || len(sum) != sha256.Size {
		return nil, fmt.Errorf("%s: %q is not a hash of a module", m.Path, m.Sum)
	}
	return sha256Hash(hex.EncodeToString(sum)), nil
}

// libz3 returns the component for the package of libz3 against which a program was linked. The
// program has to find it, or a later one, at run time.
func (r *release) libz3() (cdx.Component, error) {
	version, err := command(r.root, nil, "dpkg-query", "-W", "-f", "${Version}", "libz3-4")
	if err != nil {
		return cdx.Component{}, err
	}
	url := "pkg:deb/debian/libz3-4@" + strings.ReplaceAll(version, "+", "%2B")
	return cdx.Component{
		BOMRef: url, Type: cdx.ComponentTypeLibrary, Name: "libz3-4", Version: version, PackageURL: url,
		Description: "linked dynamically, and not contained",
		Licenses:    &cdx.Licenses{{License: &cdx.License{ID: "MIT"}}},
	}, nil
}

func sha256Of(text []byte) string { return fmt.Sprintf("%x", sha256.Sum256(text)) }

func sha256Hash(sum string) *[]cdx.Hash {
	return &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: sum}}
}
