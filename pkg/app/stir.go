// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How often the folder of a writer is looked at: often for a moment after the
// system told that something stirs in it, because a change shows after two looks,
// and else now and then. Where the system cannot tell, it is looked at steadily.
const (
	quickLook  = 10 * time.Millisecond
	steadyLook = 30 * time.Millisecond
	slowLook   = time.Second
	quickTime  = time.Second
)

// stirs tells that something changed in a folder, until the context ends. It is
// nil when the system cannot tell; then the folder has to be looked at.
func stirs(ctx context.Context, dir string) <-chan struct{} {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil
	}
	if follow(watcher, dir) != nil {
		_ = watcher.Close() // nothing was watched
		return nil
	}
	told := make(chan struct{}, 1)
	go func() {
		defer func() { _ = watcher.Close() }()
		for {
			select {
			case e := <-watcher.Events:
				if e.Has(fsnotify.Create) {
					_ = follow(watcher, e.Name) // gone again, or found by a slow look
				}
				select {
				case told <- struct{}{}:
				default: // it was told already
				}
			case <-watcher.Errors: // a slow look finds what was not told
			case <-ctx.Done():
				return
			}
		}
	}()
	return told
}

// follow watches a folder and those in it; a file is none.
func follow(watcher *fsnotify.Watcher, path string) error {
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		return err
	}
	return filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		return watcher.Add(name)
	})
}
