// SPDX-License-Identifier: EUPL-1.2

package store

import (
	"context"
	"errors"
	"sync"

	"gorm.io/gorm"
)

// errClosed answers writes that come while the server stops.
var errClosed = errors.New("store: closed")

// committer writes for SQLite, which has one writer. Writes that wait together
// are committed together: each in a savepoint of its own, all on disk before
// any is answered. So durability costs one flush for many.
type committer struct {
	queue chan job
	done  sync.WaitGroup
	mu    sync.RWMutex
	shut  bool
}

type job struct {
	ctx    context.Context
	write  func(tx *gorm.DB) error
	answer chan error
}

// maxBatch bounds how many writes share one commit.
const maxBatch = 64

func newCommitter(db *gorm.DB) *committer {
	c := &committer{queue: make(chan job, 4*maxBatch)}
	c.done.Go(func() { c.run(db) })
	return c
}

// do writes, and answers once it is on disk.
func (c *committer) do(ctx context.Context, write func(tx *gorm.DB) error) error {
	j := job{ctx: ctx, write: write, answer: make(chan error, 1)}
	c.mu.RLock()
	if c.shut {
		c.mu.RUnlock()
		return errClosed
	}
	c.queue <- j
	c.mu.RUnlock()
	return <-j.answer // not interrupted: what is queued is written, and the caller must know
}

func (c *committer) close() {
	c.mu.Lock()
	if !c.shut {
		c.shut = true
		close(c.queue)
	}
	c.mu.Unlock()
	c.done.Wait()
}

func (c *committer) run(db *gorm.DB) {
	for first := range c.queue {
		batch := []job{first}
	more:
		for len(batch) < maxBatch {
			select {
			case j, ok := <-c.queue:
				if !ok {
					break more
				}
				batch = append(batch, j)
			default:
				break more
			}
		}
		commit(db, batch)
		keepPrepared(db)
	}
}

// keepPrepared prepares once more, for as long as the connection stands, what
// was first prepared in a transaction. Such a statement ends with it, and
// database/sql would prepare it anew at every use.
func keepPrepared(db *gorm.DB) {
	pool, ok := db.ConnPool.(*gorm.PreparedStmtDB)
	if !ok {
		return
	}
	for _, query := range pool.Stmts.Keys() {
		if s, ok := pool.Stmts.Get(query); ok && s.Transaction {
			pool.Mux.Lock()                                                                    // New unlocks it
			_, _ = pool.Stmts.New(context.Background(), query, false, pool.ConnPool, pool.Mux) // one that fails is prepared when it is asked
		}
	}
}

// commit writes a batch in one transaction and answers each of its jobs.
func commit(db *gorm.DB, batch []job) {
	results := make([]error, len(batch))
	err := db.Transaction(func(tx *gorm.DB) error {
		if len(batch) == 1 {
			return batch[0].write(tx.WithContext(batch[0].ctx))
		}
		if err := tx.Exec("SAVEPOINT batch").Error; err != nil {
			return err
		}
		for i, j := range batch {
			results[i] = tx.Transaction(func(inner *gorm.DB) error { return j.write(inner.WithContext(j.ctx)) })
		}
		// On a full disk SQLite rolls everything back by itself and begins anew with
		// the next write. Then this point is gone, and nobody's write was kept.
		return tx.Exec("RELEASE batch").Error
	})
	for i, j := range batch {
		if err != nil && results[i] == nil {
			results[i] = err
		}
		j.answer <- results[i]
	}
}

// inTx runs one use case's writes in one transaction.
func (db *DB) inTx(ctx context.Context, write func(tx *gorm.DB) error) error {
	if db.commits != nil {
		return db.commits.do(context.WithoutCancel(ctx), write)
	}
	return db.write.WithContext(ctx).Transaction(write)
}
