// Package models holds the memory models that are part of the program, and
// loads these and the user's own.
//
// It stands between the readers of models (axioms/cat, axioms/rel) and the
// commands: [Load] elaborates an embedded model by name, [LoadFile] a file, and [Open]
// either, as a user names it. [Default] and [DefaultDoorbell] are for users who name none.
// The models are cat files in this folder. power.cat is the model of POWER
// that the project is about, power-doorbell.cat and power-doorbell-2.07.cat are
// POWER with doorbells ([ForISA] chooses between them); sc.cat and tso.cat are
// there to compare with.
// prelude.cat is executed before every model, also before the user's, and
// defines what cat files take for granted: fr, rfe, po-loc, fencerel, …
//
// Invariants: the embedded files elaborate without error and are monotone
// ([rel.Model.Monotone]); nothing is cached, so a changed file is read anew;
// files of the user are bounded in size and are regular files.
//
// Example:
//
//	m, err := models.Load("power")
//	m, err = models.LoadFile("mine/weaker.cat", []string{"lib"})
package models
