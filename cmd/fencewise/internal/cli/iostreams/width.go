package iostreams

// MaxWidth is the number of columns up to which text is as wide as the terminal: longer lines
// are hard to read.
const MaxWidth = 120

// Fit returns how many columns text takes that goes to a file, or to Out if output is "": as
// many as the terminal has, within limits, and elsewhere the given number.
func (io *IO) Fit(output string, least, elsewhere int) int {
	if output != "" || io.OutWidth == 0 {
		return elsewhere
	}
	return min(max(io.OutWidth, least), MaxWidth)
}
