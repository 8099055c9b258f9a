// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"opgelucht/pkg/seal"
	"opgelucht/pkg/store"
)

// rootKey reads the root key. The file may be read by its owner only, and lies
// outside the database: a copy of the database alone opens nothing, and a backup
// without this file is worthless.
func rootKey(file string) (seal.Key, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return seal.Key{}, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return seal.Key{}, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return seal.Key{}, fmt.Errorf("%s can be read by others; run: chmod 400 %s", file, file)
	}
	raw, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		return seal.Key{}, fmt.Errorf("%s holds no key of 64 hexadecimal digits", file)
	}
	return seal.KeyFrom(raw)
}

// firstKey makes the root key of a database that holds nothing yet. One that is
// gone is never replaced: no access code and no account would open anything any
// more, and nobody would be told. Of servers that start together, all take the
// key of the one that was first.
func firstKey(ctx context.Context, db *store.DB, file string) (seal.Key, error) {
	used, err := db.Used(ctx)
	if err != nil {
		return seal.Key{}, err
	}
	if used {
		return seal.Key{}, fmt.Errorf("%s is not there, and without it nothing in the database opens; put the key file back", file)
	}
	key := seal.NewKey()
	err = writeOnce(file, []byte(hex.EncodeToString(key.Bytes())+"\n"), 0o400)
	if errors.Is(err, fs.ErrExist) {
		return rootKey(file)
	}
	return key, err
}

// writeNew writes a file whole or not at all, readable by its owner only; what
// was there is replaced.
func writeNew(file string, text []byte, mode os.FileMode) error {
	temp, err := writeBeside(file, text, mode)
	if err != nil {
		return err
	}
	return os.Rename(temp, file)
}

// writeOnce writes a file whole, and answers ErrExist when there is one already.
func writeOnce(file string, text []byte, mode os.FileMode) error {
	temp, err := writeBeside(file, text, mode)
	if err != nil {
		return err
	}
	return errors.Join(os.Link(temp, file), os.Remove(temp))
}

// writeBeside writes a file under another name in the same folder.
func writeBeside(file string, text []byte, mode os.FileMode) (string, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(filepath.Dir(file), ".new-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(mode), f.Sync(), f.Close())
	if err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// dayKeys is the server's share of session keys, in a file that is no part of
// any backup. A new one every day, two kept: a cookie and yesterday's backup
// together open nothing.
type dayKeys struct {
	mu   sync.Mutex
	file string
	list []dayKey // newest first
}

type dayKey struct {
	Day string `json:"day"`
	Key string `json:"key"` // hexadecimal
}

func openDayKeys(file string) (*dayKeys, error) {
	d := &dayKeys{file: file}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &d.list); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return d, nil
}

// Current gives the key of today, and makes it when the day is new.
func (d *dayKeys) Current(now time.Time) (string, seal.Key, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	today := now.UTC().Format(time.DateOnly)
	if len(d.list) == 0 || d.list[0].Day != today {
		k := dayKey{Day: today, Key: hex.EncodeToString(seal.NewKey().Bytes())}
		d.list = append([]dayKey{k}, d.list...)
		if len(d.list) > 2 {
			d.list = d.list[:2]
		}
		if err := d.write(); err != nil {
			return "", seal.Key{}, err
		}
	}
	key, err := d.list[0].open()
	return today, key, err
}

// write keeps the keys in their file; without one they stay in memory.
func (d *dayKeys) write() error {
	if d.file == "" {
		return nil
	}
	text, err := json.Marshal(d.list)
	if err != nil {
		return err
	}
	return writeNew(d.file, text, 0o600)
}

// Of gives the key of a day that is still kept.
func (d *dayKeys) Of(day string) (seal.Key, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, k := range d.list {
		if k.Day == day {
			key, err := k.open()
			return key, err == nil
		}
	}
	return seal.Key{}, false
}

func (k dayKey) open() (seal.Key, error) {
	raw, err := hex.DecodeString(k.Key)
	if err != nil {
		return seal.Key{}, err
	}
	return seal.KeyFrom(raw)
}
