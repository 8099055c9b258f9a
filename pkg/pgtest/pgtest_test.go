// SPDX-License-Identifier: EUPL-1.2

package pgtest

import (
	"database/sql"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestMain(m *testing.M) { os.Exit(Run(m)) }

func connect(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func TestNew_eachDatabaseIsEmptyAndItsOwn(t *testing.T) {
	var all sync.WaitGroup
	addresses := make([]string, 4)
	for i := range addresses {
		all.Go(func() { addresses[i] = New(t) })
	}
	all.Wait()
	for i, address := range addresses {
		db := connect(t, address)
		// The same table in each: a database that was shared would refuse it.
		if _, err := db.Exec("CREATE TABLE mine (n INTEGER)"); err != nil {
			t.Errorf("%d: %v", i, err)
		}
		var tables int
		err := db.QueryRow("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'").Scan(&tables)
		if err != nil || tables != 1 {
			t.Errorf("%d has %d tables, %v", i, tables, err)
		}
	}
}

// Tests may commit thousands of times; a disk is not what they test.
func TestNew_theClusterIsRealAndQuick(t *testing.T) {
	db := connect(t, New(t))
	for setting, want := range map[string]string{"fsync": "off", "server_encoding": "UTF8", "listen_addresses": "127.0.0.1"} {
		var got string
		if err := db.QueryRow("SELECT current_setting($1)", setting).Scan(&got); err != nil || got != want {
			t.Errorf("%s is %q, %v; want %q", setting, got, err, want)
		}
	}
}

func TestStop_leavesNoServerAndNoFolder(t *testing.T) {
	var c cluster
	if err := c.start(); err != nil {
		t.Fatal(err)
	}
	c.stop()
	if _, err := os.Stat(c.folder); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", c.folder, err)
	}
	conn, err := net.DialTimeout("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(c.port)), time.Second)
	if err == nil {
		_ = conn.Close()
		t.Error("somebody still answers")
	}
	var never cluster
	never.stop() // one that did not start has nothing to stop
}

func TestProgram_thatIsMissingSaysWhatToInstall(t *testing.T) {
	if _, err := program("initdb"); err != nil {
		t.Error(err)
	}
	_, err := program("no-such-program")
	if err == nil || !strings.Contains(err.Error(), "apt-get install postgresql") {
		t.Errorf("it says %v", err)
	}
}
