// Package diagram holds decision diagrams: maps from assignments to values. An
// assignment has one choice for each of a fixed list of places. A map is a graph with one
// level for each place, in which equal parts are stored once, so that a map of 2^36
// assignments is small if its values follow few rules.
//
// [Diagrams] stores the nodes of many maps. Its operations return new maps and never
// change one. The package knows no programs, and imports only internal/limit.
package diagram
