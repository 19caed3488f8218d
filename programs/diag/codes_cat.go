package diag

import "strings"

// Syntax of cat models.
var (
	CatSyntaxChar      = register("FW4001", "A character cannot begin a symbol of the cat language.", "let a = po @ rf")
	CatSyntaxString    = register("FW4002", "A string is not closed on the line where it begins.", "include \"cos.cat\nacyclic po")
	CatSyntaxComment   = register("FW4003", "A comment is not closed.", "let a = po (* program order")
	CatSyntaxLongName  = register("FW4004", "A name is longer than 256 bytes.", "acyclic "+strings.Repeat("x", 300))
	CatSyntaxStatement = register("FW4005", "The text is not a statement where a statement has to begin.", "let a = [R] po")
	CatSyntaxOperand   = register("FW4006", "An operand of an expression is missing.", "let a = po |\nacyclic a")
	CatSyntaxName      = register("FW4007", "A name is missing.", "let = po")
	CatSyntaxSymbol    = register("FW4008", "A statement lacks the symbol or keyword that must come next.", "let a po")
	CatSyntaxMixed     = register("FW4009", "Operators that bind equally tightly are combined without parentheses.", "let a = ~po+")
	CatSyntaxBracket   = register("FW4010", "A bracket is not closed, or closes nothing.", "let a = (po | rf\nacyclic a")
	CatSyntaxEnd       = register("FW4011", "A block is not closed by \"end\", or \"end\" closes nothing.", "procedure f(x) = acyclic x")
	CatSyntaxCheck     = register("FW4012", "A check lacks its property.", "flag po as f")
	CatSyntaxCondition = register("FW4013", "A condition is neither a comparison nor a combination of variant names.", "let a = if po then rf else co")
	CatSyntaxClause    = register("FW4014", "A clause of a match has a pattern that the language does not have.", "let a = match po with || x -> x end")
	CatSyntaxDeep      = register("FW4015", "Text is nested more deeply than the limit, or a chain of operators is longer than the limit.", "acyclic "+strings.Repeat("(", 300)+"po"+strings.Repeat(")", 300))
)
