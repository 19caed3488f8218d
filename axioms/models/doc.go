// Package models contains the memory models that are part of the program, and loads these
// and those of the user.
//
// It comes after the readers of models (axioms/cat, axioms/rel). [Load] elaborates an
// embedded model by name, [LoadFile] a file, and [Open] either, as a user names it.
// [Default] and [DefaultDoorbell] are for users who name none.
//
// The models are cat files in this folder. power.cat is the model of POWER.
// power-doorbell.cat and power-doorbell-2.07.cat are POWER with doorbells; [ForISA] chooses
// between them. lkmm.cat is the model of the Linux kernel, for programs in kernel C, and
// lkmm-doorbell.cat that model with doorbells. sc.cat and tso.cat are for comparison. prelude.cat is evaluated before every
// model, including those of the user. It defines the names that cat files expect: fr, rfe,
// po-loc, fencerel, …
//
// Invariants: the embedded files elaborate without error and are monotone
// ([rel.Model.Monotone]). Nothing is cached, so that a changed file is read again. Files of
// the user must be regular files, and their size is bounded.
//
// Example:
//
//	m, err := models.Load("power")
//	m, err = models.LoadFile("mine/weaker.cat", []string{"lib"})
package models
