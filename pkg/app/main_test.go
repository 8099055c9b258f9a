// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	_ "github.com/mattn/go-sqlite3" // reads the tables as a thief would

	"opgelucht/pkg/app"
	"opgelucht/pkg/config"
	"opgelucht/pkg/pgtest"
)

// serveData names the data folder of a server that a test starts as a process
// of its own, to kill it.
const serveData = "OPGELUCHT_TEST_SERVE"

func TestMain(m *testing.M) {
	if folder := os.Getenv(serveData); folder != "" {
		if err := serve(folder); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	forManyHouses()
	os.Exit(pgtest.Run(m))
}

// forManyHouses keeps the bound on the memory of one house away from a program
// in which a hundred are built: it would do little else than collect.
func forManyHouses() {
	for name, value := range map[string]string{"GOGC": fmt.Sprint(app.CollectAt), "GOMEMLIMIT": "off"} {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
	debug.SetGCPercent(app.CollectAt)
}

func serve(folder string) error {
	if err := app.PutDemo(folder); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ctx := context.Background()
	house, err := app.New(ctx, app.Options{
		Settings: config.Server{Data: folder, RootKeyFile: filepath.Join(folder, "root.key"), LogLevel: "debug", Dev: true}, Log: os.Stderr,
	})
	if err != nil {
		return err
	}
	if err := house.DemoCounsellor(ctx, os.Stdout); err != nil {
		return err
	}
	fmt.Printf("serving at <http://localhost:%d>\n", listener.Addr().(*net.TCPAddr).Port)
	return house.Run(ctx, listener)
}

// tables lists the tables of the house's own database.
func (h *house) tables(t *testing.T) []string {
	t.Helper()
	db := h.file(t)
	defer func() { _ = db.Close() }()
	rows, err := db.Query(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

func (h *house) count(t *testing.T, table string) int {
	t.Helper()
	db := h.file(t)
	defer func() { _ = db.Close() }()
	n := 0
	if err := db.QueryRow(`SELECT count(*) FROM "` + strings.ReplaceAll(table, `"`, "") + `"`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (h *house) file(t *testing.T) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(h.data, "opgelucht.db")+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	return db
}
