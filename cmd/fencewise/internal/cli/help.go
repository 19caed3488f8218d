package cli

// usageTemplate is cobra's, with sections in sentence case, examples before
// flags, and flags wrapped for 80 columns.
const usageTemplate = `Usage:
  {{.UseLine}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsagesWrapped 80 | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

{{.CommandPath}} COMMAND --help says more of a command.{{end}}{{if not .HasParent}}

Exit status: 0 as claimed, or nothing claimed; 1 a claim does not hold; 2 wrong
usage or input; 3 some verdict is Unknown; 4 two engines disagree (an alarm);
70 a bug; 71 this machine lacks memory, space or open files. Where several
apply: 70, 71, 4, 2, 1, 3 in this order.{{end}}
`
