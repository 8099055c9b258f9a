// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// lane is one server under one kind of load.
type lane struct {
	server *process
	make   func(n int64) []byte // the nth request, as it goes over the wire
	next   atomic.Int64
}

// limits end a run: whichever comes first.
type limits struct {
	time     time.Duration
	requests int64 // 0 for any number
}

// run is what came of one run.
type run struct {
	requests, failed int
	wall             time.Duration
	cpu              time.Duration // of the server
	own              time.Duration // of the load generator
	others           time.Duration // of everything else on the machine
	times            []time.Duration
	first            string // the first failure
}

func (r run) rate() float64 { return float64(r.requests) / r.wall.Seconds() }

// perRequest gives the server's processor time, in milliseconds.
func (r run) perRequest() float64 { return millis(r.cpu) / float64(max(1, r.requests)) }

// taken gives which part of all cores other work took meanwhile.
func (r run) taken() float64 {
	return float64(r.others) / float64(r.wall) / float64(runtime.NumCPU())
}

// quantile gives how long that part of the requests took at most, in milliseconds.
func (r run) quantile(q float64) float64 {
	if len(r.times) == 0 {
		return 0
	}
	slices.Sort(r.times)
	return millis(r.times[int(q*float64(len(r.times)-1))])
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// load sends requests over that many kept-alive connections at once; each waits
// for its answer before it sends the next.
func (l *lane) load(workers int, end limits) run {
	var total run
	var mu sync.Mutex
	var all sync.WaitGroup
	var left atomic.Int64
	left.Store(end.requests)
	cpu, own, machine, begun := l.server.cpu(), ownCPU(), machineCPU(), time.Now()
	for range workers {
		all.Go(func() {
			w := worker{lane: l}
			w.work(begun.Add(end.time), func() bool { return end.requests == 0 || left.Add(-1) >= 0 })
			mu.Lock()
			defer mu.Unlock()
			total.requests += len(w.times)
			total.failed += w.failed
			total.times = append(total.times, w.times...)
			if total.first == "" {
				total.first = w.first
			}
		})
	}
	all.Wait()
	total.wall, total.cpu, total.own = time.Since(begun), l.server.cpu()-cpu, ownCPU()-own
	total.others = max(0, machineCPU()-machine-total.cpu-total.own)
	return total
}

// worker is one connection.
type worker struct {
	lane   *lane
	conn   net.Conn
	in     *bufio.Reader
	times  []time.Duration
	failed int
	first  string
}

func (w *worker) work(until time.Time, more func() bool) {
	for time.Now().Before(until) && more() {
		request := w.lane.make(w.lane.next.Add(1) - 1)
		begun := time.Now()
		err := w.ask(request)
		w.times = append(w.times, time.Since(begun))
		if err == nil {
			continue
		}
		if w.failed++; w.first == "" {
			w.first = err.Error()
		}
		if w.conn != nil {
			_ = w.conn.Close() // begin anew
			w.conn = nil
		}
	}
	if w.conn != nil {
		_ = w.conn.Close()
	}
}

func (w *worker) ask(request []byte) error {
	resp, err := w.once(request)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusSeeOther {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	return nil
}

// once sends a request and gives the answer, whose body is still to be read.
func (w *worker) once(request []byte) (*http.Response, error) {
	if w.conn == nil {
		conn, err := net.Dial("tcp", w.lane.server.address)
		if err != nil {
			return nil, err
		}
		w.conn, w.in = conn, bufio.NewReaderSize(conn, 64<<10)
	}
	if _, err := w.conn.Write(request); err != nil {
		return nil, err
	}
	return http.ReadResponse(w.in, nil)
}

// ownCPU is the processor time of this process.
func ownCPU() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// machineCPU is the processor time of everything on the machine, with what the
// host took from it; 0 where there is no /proc.
func machineCPU() time.Duration {
	raw, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0
	}
	line, _, _ := strings.Cut(string(raw), "\n")
	var sum time.Duration
	for i, field := range strings.Fields(line) {
		const name, idle, waiting, guests = 0, 4, 5, 9 // guests are counted under user already
		if n, err := strconv.Atoi(field); err == nil && i != name && i != idle && i != waiting && i < guests {
			sum += time.Duration(n) * tick
		}
	}
	return sum
}

// wire writes a request as it goes over the wire. An empty body makes a GET.
func wire(path, cookie, body, from string) []byte {
	var b bytes.Buffer
	method := http.MethodGet
	if body != "" {
		method = http.MethodPost
	}
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: localhost\r\n", method, path)
	if cookie != "" {
		fmt.Fprintf(&b, "Cookie: %s\r\n", cookie)
	}
	if from != "" {
		fmt.Fprintf(&b, "X-Forwarded-For: %s\r\n", from)
	}
	if body != "" {
		fmt.Fprintf(&b, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n", len(body))
	}
	b.WriteString("\r\n")
	b.WriteString(body)
	return b.Bytes()
}
