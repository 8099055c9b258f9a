// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// process is a server in a process of its own, so that its processor time and
// memory are nobody else's.
type process struct {
	cmd     *exec.Cmd
	address string
	ready   time.Duration // from starting the program to its first answer
	log     string
}

// build makes the program as it is shipped.
func build(t testing.TB) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "opgelucht")
	if out, err := exec.Command("go", "build", "-o", program, "opgelucht/cmd/opgelucht").CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, out)
	}
	return program
}

// begin starts a server and waits for its first answer.
func begin(t testing.TB, program string, args []string, env ...string) *process {
	t.Helper()
	port := freePort(t)
	p := &process{cmd: exec.Command(program, args...), address: fmt.Sprintf("127.0.0.1:%d", port), log: filepath.Join(t.TempDir(), "log")}
	out, err := os.Create(p.log)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = out.Close() }() // the process has its own
	p.cmd.Stdout, p.cmd.Stderr = out, out
	p.cmd.Env = append(os.Environ(), append(env, "PORT="+strconv.Itoa(port), "OPGELUCHT_TRUSTED_PROXIES=127.0.0.0/8", "OPGELUCHT_DEV=yes")...)
	begun := time.Now()
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.stop)
	for time.Since(begun) < time.Minute {
		if resp, err := http.Get("http://" + p.address + "/readyz"); err == nil {
			p.ready = time.Since(begun)
			_ = resp.Body.Close()
			return p
		}
		time.Sleep(2 * time.Millisecond)
	}
	text, _ := os.ReadFile(p.log) // whatever there is
	t.Fatalf("%s did not answer; it said:\n%s", program, text)
	return nil
}

// stop ends the server and waits until it did. Asking twice is no harm.
func (p *process) stop() {
	if p.cmd.ProcessState == nil {
		_ = p.cmd.Process.Signal(syscall.SIGTERM)
		_ = p.cmd.Wait() // how it ends is not measured
	}
}

func freePort(t testing.TB) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

// tick is the unit of processor time in /proc, the same on every Linux.
const tick = 10 * time.Millisecond

// cpu is the processor time of the server until now; 0 where there is no /proc.
func (p *process) cpu() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	const user, system = 11, 12 // counted from after the name
	if len(fields) <= system {
		return 0
	}
	a, err1 := strconv.Atoi(fields[user])
	b, err2 := strconv.Atoi(fields[system])
	if err1 != nil || err2 != nil {
		return 0
	}
	return time.Duration(a+b) * tick
}

// memory gives one of the sizes in /proc, in MiB: VmRSS now, VmHWM the most.
func (p *process) memory(name string) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			kib, _ := strconv.Atoi(strings.Fields(rest)[0]) // the kernel wrote it
			return float64(kib) / 1024
		}
	}
	return 0
}

// forgetPeak makes VmHWM count from now.
func (p *process) forgetPeak() {
	_ = os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", p.cmd.Process.Pid), []byte("5"), 0) // else the peak is of its whole life
}

// copyOf copies a data folder that nobody has open.
func copyOf(t testing.TB, data string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(to, os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(to, "root.key"), 0o400); err != nil {
		t.Fatal(err)
	}
	return to
}
