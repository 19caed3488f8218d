module github.com/fencewise/fencewise

go 1.26.0

require github.com/mitchellh/go-z3 v0.0.0

replace github.com/mitchellh/go-z3 => ./encode/go-z3
