// Package herdconf reads the settings of herd7: those of its command line, and those of its
// configuration files, such as the kernel's linux-kernel.cfg. One table says of each setting
// that herd7 has what it is for us.
//
// It reads only; package flags takes the files of a model from the settings, and package herd7
// runs tests as they say.
package herdconf
