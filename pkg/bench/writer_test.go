// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	_ "gorm.io/driver/sqlite" // brings the driver "sqlite3"; gorm itself takes no part
)

// base is a database opened as the house opens it, through database/sql alone.
type base struct {
	read  *sql.DB
	ready map[string]*sql.Stmt
	queue chan wish
}

// wish is what one request wants written.
type wish struct {
	write  func(p *pen) error
	answer chan error
}

// The bounds of pkg/store.
const (
	readers  = 8
	maxBatch = 64
)

// openBase opens a database file with the pragmas of the house, and prepares
// every statement.
func openBase(file string, reads []string) (*base, error) {
	b := &base{ready: map[string]*sql.Stmt{}, queue: make(chan wish, 4*maxBatch)}
	writing := url.Values{
		"_journal_mode": {"WAL"}, "_synchronous": {"FULL"}, "_foreign_keys": {"on"},
		"_busy_timeout": {"10000"}, "_secure_delete": {"on"}, "_auto_vacuum": {"incremental"}, "_txlock": {"immediate"},
	}
	write, err := sql.Open("sqlite3", "file:"+file+"?"+writing.Encode())
	if err != nil {
		return nil, err
	}
	conn, err := write.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	reading := url.Values{"_query_only": {"on"}, "_busy_timeout": {"10000"}, "_temp_store": {"memory"}}
	if b.read, err = sql.Open("sqlite3", "file:"+file+"?"+reading.Encode()); err != nil {
		return nil, err
	}
	b.read.SetMaxOpenConns(readers)
	b.read.SetMaxIdleConns(readers)
	for _, q := range reads {
		if b.ready[q], err = b.read.Prepare(q); err != nil {
			return nil, fmt.Errorf("%s: %w", q, err)
		}
	}
	p := &pen{conn: conn, ready: map[string]*sql.Stmt{}}
	go b.commits(p)
	return b, nil
}

// rows runs a statement and reads everything it gives.
func (b *base) rows(q string, args ...any) ([][]any, error) {
	found, err := b.ready[q].Query(args...)
	if err != nil {
		return nil, err
	}
	defer func() { _ = found.Close() }()
	columns, err := found.Columns()
	if err != nil {
		return nil, err
	}
	var list [][]any
	for found.Next() {
		row := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := found.Scan(into...); err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, found.Err()
}

// save writes in the next commit and waits until it is on disk.
func (b *base) save(write func(p *pen) error) error {
	w := wish{write: write, answer: make(chan error, 1)}
	b.queue <- w
	return <-w.answer
}

// commits writes what waits together in one transaction, each in a savepoint.
func (b *base) commits(p *pen) {
	for first := range b.queue {
		batch := []wish{first}
	more:
		for len(batch) < maxBatch {
			select {
			case w := <-b.queue:
				batch = append(batch, w)
			default:
				break more
			}
		}
		p.commit(batch)
	}
}

// pen writes on the one connection that may.
type pen struct {
	conn  *sql.Conn
	ready map[string]*sql.Stmt
}

// exec runs a statement, prepared once.
func (p *pen) exec(q string, args ...any) error {
	s := p.ready[q]
	if s == nil {
		var err error
		if s, err = p.conn.PrepareContext(context.Background(), q); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
		p.ready[q] = s
	}
	done, err := s.Exec(args...)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, errors.New("nothing was written: "+q))
	}
	return nil
}

func (p *pen) plain(q string) error {
	_, err := p.conn.ExecContext(context.Background(), q)
	return err
}

func (p *pen) commit(batch []wish) {
	results := make([]error, len(batch))
	err := p.plain("BEGIN IMMEDIATE")
	for i, w := range batch {
		if err == nil && len(batch) > 1 {
			err = p.plain("SAVEPOINT one")
		}
		if err == nil {
			results[i] = w.write(p)
		}
		if err == nil && results[i] != nil && len(batch) > 1 {
			err = p.plain("ROLLBACK TO one")
		}
	}
	if err == nil && len(batch) == 1 && results[0] != nil {
		err = results[0]
	}
	if err == nil {
		err = p.plain("COMMIT")
	}
	if err != nil {
		_ = p.plain("ROLLBACK") // the error that matters came before
	}
	for i, w := range batch {
		w.answer <- errors.Join(results[i], err)
	}
}
