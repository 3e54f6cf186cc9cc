//go:build !man

package main

import "github.com/spf13/cobra"

// manual is empty but in a build for the manual.
func (a *app) manual() []*cobra.Command { return nil }
