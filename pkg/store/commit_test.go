// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"errors"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"
)

// batch commits writes together, as if they had been waiting together, and
// gives their answers.
func batch(db *DB, writes ...func(tx *gorm.DB) error) []error {
	jobs := make([]job, len(writes))
	for i, w := range writes {
		jobs[i] = job{ctx: context.Background(), write: w, answer: make(chan error, 1)}
	}
	commit(db.write, jobs)
	answers := make([]error, len(jobs))
	for i, j := range jobs {
		answers[i] = <-j.answer
	}
	return answers
}

// put writes a session: a row that hangs on nothing, as large as one likes.
func put(hash string, size int) func(tx *gorm.DB) error {
	return func(tx *gorm.DB) error {
		return tx.Create(&sessionRow{Hash: []byte(hash), Blob: make([]byte, size)}).Error
	}
}

func openFile(t *testing.T) *DB {
	t.Helper()
	db, err := Open(context.Background(), Options{Source: filepath.Join(t.TempDir(), "test.db"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func (db *DB) holds(t *testing.T, hash string) bool {
	t.Helper()
	var n int64
	if err := db.read.Model(&sessionRow{}).Where("hash = ?", []byte(hash)).Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n == 1
}

func TestCommit_aWriteThatFailsTakesNoneOfItsNeighboursAlong(t *testing.T) {
	db := openFile(t)
	broken := errors.New("broken")
	half := func(tx *gorm.DB) error { return errors.Join(put("half", 1)(tx), broken) }
	answers := batch(db, put("before", 1), half, put("after", 1), put("before", 1))
	for i, want := range []error{nil, broken, nil, gorm.ErrDuplicatedKey} {
		if !errors.Is(answers[i], want) {
			t.Errorf("write %d answers %v", i+1, answers[i])
		}
	}
	for hash, want := range map[string]bool{"before": true, "half": false, "after": true} {
		if db.holds(t, hash) != want {
			t.Errorf("%s is there: %v", hash, !want)
		}
	}
}

// A full disk makes SQLite roll everything back by itself; what was written
// before and after in the same batch must not pass for kept.
func TestCommit_onAFullDiskAnswersForNothingThatIsNotThere(t *testing.T) {
	db := openFile(t)
	var pages int
	if err := db.write.Raw("PRAGMA page_count").Scan(&pages).Error; err != nil {
		t.Fatal(err)
	}
	if err := db.write.Exec("PRAGMA max_page_count = " + strconv.Itoa(pages+20)).Error; err != nil {
		t.Fatal(err)
	}
	answers := batch(db, put("first", 10), put("large", 1<<20), put("last", 10))
	for i, hash := range []string{"first", "large", "last"} {
		if there := db.holds(t, hash); there != (answers[i] == nil) {
			t.Errorf("%s: answered %v, and is there: %v", hash, answers[i], there)
		}
	}
	if answers[1] == nil {
		t.Error("the disk was not full: this proves nothing")
	}
	again := batch(db, put("first again", 10), put("last again", 10))
	if err := errors.Join(again...); err != nil || !db.holds(t, "first again") || !db.holds(t, "last again") {
		t.Errorf("afterwards: %v", err)
	}
}

func TestCommit_preparesAStatementOnceAndNotForEveryWrite(t *testing.T) {
	db := openFile(t)
	write := func(hash string) {
		if err := db.inTx(context.Background(), put(hash, 10)); err != nil {
			t.Fatal(err)
		}
	}
	write("a")
	write("b") // comes after what is done when the first was answered
	pool := db.write.ConnPool.(*gorm.PreparedStmtDB)
	kept := map[string]any{}
	for _, query := range pool.Stmts.Keys() {
		s, ok := pool.Stmts.Get(query)
		if !ok || (s.Transaction && strings.HasPrefix(query, "INSERT INTO `sessions`")) {
			t.Errorf("%s ends with its transaction", query)
		}
		kept[query] = s.Stmt
	}
	if len(kept) == 0 {
		t.Fatal("nothing is prepared")
	}
	write("c")
	write("d")
	for query, before := range kept {
		if s, ok := pool.Stmts.Get(query); !ok || s.Stmt != before {
			t.Errorf("%s was prepared again", query)
		}
	}
}
