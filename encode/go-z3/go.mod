module github.com/mitchellh/go-z3

go 1.26.0
