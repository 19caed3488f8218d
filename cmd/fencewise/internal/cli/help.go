package cli

// usageTemplate is cobra's template with three changes: headings in sentence case,
// examples before flags, and flags wrapped at 80 columns.
const usageTemplate = `Usage:
  {{.UseLine}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsagesWrapped 80 | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

{{.CommandPath}} COMMAND --help describes a command.{{end}}{{if not .HasParent}}

Exit status: ` + ExitStatus + `{{end}}
`

// ExitStatus says what the exit statuses of all commands mean.
const ExitStatus = `0 all claims hold, or nothing is claimed; 1 a claim does not hold;
2 wrong usage or input; 3 some verdict is Unknown; 4 two engines or solvers
disagree; 70 a bug; 71 this machine lacks memory, space or open files. If
several apply, the first of 70, 71, 4, 2, 1, 3 is used.`
