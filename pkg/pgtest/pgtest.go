// SPDX-License-Identifier: EUPL-1.2

// Package pgtest starts a real PostgreSQL for tests: a cluster of its own in a
// temporary folder, gone when the tests end.
package pgtest

import (
	"database/sql"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver that the store uses as well
)

// cluster is the one PostgreSQL of a test process.
type cluster struct {
	once   sync.Once
	err    error
	folder string
	port   int
	server *exec.Cmd
	mu     sync.Mutex
	made   int
}

var shared cluster

// Run runs the tests of a package and stops the cluster afterwards. A package
// that uses New calls it from TestMain.
func Run(m *testing.M) int {
	code := m.Run()
	shared.stop()
	return code
}

// New gives the address of a fresh, empty database.
func New(t testing.TB) string {
	t.Helper()
	shared.once.Do(func() { shared.err = shared.start() })
	if shared.err != nil {
		t.Fatalf("PostgreSQL: %v", shared.err)
	}
	shared.mu.Lock()
	shared.made++
	name := fmt.Sprintf("test%d", shared.made)
	shared.mu.Unlock()
	db, err := sql.Open("pgx", shared.address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return shared.address(name)
}

func (c *cluster) address(name string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s?sslmode=disable", c.port, name)
}

// program finds a program of PostgreSQL, which Debian keeps out of the PATH.
func program(name string) (string, error) {
	if path, err := exec.LookPath(name); err == nil {
		return path, nil
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if err != nil || len(found) == 0 {
		return "", fmt.Errorf("%s is not installed; run: apt-get install postgresql", name)
	}
	return found[len(found)-1], nil
}

// owner is who runs the cluster: PostgreSQL refuses to run as root.
func owner() (*syscall.SysProcAttr, int, int, error) {
	if os.Geteuid() != 0 {
		return nil, os.Geteuid(), os.Getegid(), nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.Atoi(u.Uid)
		gid, err2 := strconv.Atoi(u.Gid)
		if err1 != nil || err2 != nil {
			continue
		}
		return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, uid, gid, nil //nolint:gosec // ids of this machine
	}
	return nil, 0, 0, fmt.Errorf("there is no user that may run PostgreSQL")
}

func (c *cluster) start() error {
	initdb, err := program("initdb")
	if err != nil {
		return err
	}
	postgres, err := program("postgres")
	if err != nil {
		return err
	}
	as, uid, gid, err := owner()
	if err != nil {
		return err
	}
	if c.folder, err = os.MkdirTemp("", "pgtest-"); err != nil {
		return err
	}
	if err := os.Chown(c.folder, uid, gid); err != nil {
		return err
	}
	data := filepath.Join(c.folder, "data")
	made := exec.Command(initdb, "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
	made.SysProcAttr, made.Dir = as, c.folder
	if out, err := made.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	if c.port, err = freePort(); err != nil {
		return err
	}
	c.server = exec.Command(postgres, "-D", data, "-p", strconv.Itoa(c.port), "-c", "listen_addresses=127.0.0.1",
		"-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300")
	c.server.SysProcAttr, c.server.Dir = as, c.folder
	if err := c.server.Start(); err != nil {
		return err
	}
	return c.await()
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// await waits until the cluster answers.
func (c *cluster) await() error {
	db, err := sql.Open("pgx", c.address("postgres"))
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if err = db.Ping(); err == nil {
			return nil
		}
	}
	return fmt.Errorf("PostgreSQL does not answer: %w", err)
}

func (c *cluster) stop() {
	if c.server == nil || c.server.Process == nil {
		return
	}
	_ = c.server.Process.Signal(syscall.SIGINT) // fast shutdown; the folder goes anyway
	_ = c.server.Wait()
	_ = os.RemoveAll(c.folder)
}
