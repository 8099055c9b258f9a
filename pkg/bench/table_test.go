// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// tables writes everything as Markdown.
func (r *report) tables() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s, %s, %d cores (%s), Linux %s. %d rounds of %.0f s with %d at once and %.0f s one at a time.\n\n",
		time.Now().Format(time.DateOnly), runtime.Version(), runtime.NumCPU(), processor(), kernel(),
		r.scale.rounds, r.scale.crowd.time.Seconds(), r.scale.workers, r.scale.alone.time.Seconds())
	r.crowdTable(&b)
	r.aloneTable(&b)
	r.ratioTable(&b)
	r.workTable(&b)
	r.budgetTable(&b)
	return b.String()
}

func (r *report) crowdTable(b *strings.Builder) {
	fmt.Fprintf(b, "### %d at once\n\n", r.scale.workers)
	b.WriteString("| | requests/s | p50 ms | p99 ms | server CPU ms | load CPU ms | others | floor: requests/s | p50 ms | p99 ms | CPU ms |\n")
	b.WriteString("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n")
	for _, one := range r.results {
		p := one.crowd
		fmt.Fprintf(b, "| %s | %.0f | %.1f | %.1f | %.3f | %.3f | %.0f %% | %.0f | %.1f | %.1f | %.3f |\n", one.of.name,
			p.median(func(t twin) float64 { return t.house.rate() }),
			p.median(func(t twin) float64 { return t.house.quantile(.5) }),
			p.median(func(t twin) float64 { return t.house.quantile(.99) }),
			one.cpu(),
			p.median(func(t twin) float64 { return millis(t.house.own) / float64(max(1, t.house.requests)) }),
			100*p.median(func(t twin) float64 { return t.house.taken() }),
			p.median(func(t twin) float64 { return t.floor.rate() }),
			p.median(func(t twin) float64 { return t.floor.quantile(.5) }),
			p.median(func(t twin) float64 { return t.floor.quantile(.99) }),
			p.median(func(t twin) float64 { return t.floor.perRequest() }))
	}
}

func (r *report) aloneTable(b *strings.Builder) {
	b.WriteString("\n### One at a time\n\n| | p50 ms | p99 ms | server CPU ms | floor: p50 ms | p99 ms | CPU ms |\n|---|---:|---:|---:|---:|---:|---:|\n")
	for _, one := range r.results {
		p := one.alone
		fmt.Fprintf(b, "| %s | %.2f | %.2f | %.3f | %.2f | %.2f | %.3f |\n", one.of.name,
			p.median(func(t twin) float64 { return t.house.quantile(.5) }),
			p.median(func(t twin) float64 { return t.house.quantile(.99) }),
			p.median(func(t twin) float64 { return t.house.perRequest() }),
			p.median(func(t twin) float64 { return t.floor.quantile(.5) }),
			p.median(func(t twin) float64 { return t.floor.quantile(.99) }),
			p.median(func(t twin) float64 { return t.floor.perRequest() }))
	}
}

func (r *report) ratioTable(b *strings.Builder) {
	b.WriteString("\n### House against floor (median of the rounds, lowest and highest round)\n\n")
	b.WriteString("| | CPU, many at once | throughput | p50, one at a time |\n|---|---:|---:|---:|\n")
	for _, one := range r.results {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", one.of.name,
			one.crowd.spread(func(t twin) float64 { return over(t.house.perRequest(), t.floor.perRequest()) }),
			one.crowd.spread(func(t twin) float64 { return over(t.house.rate(), t.floor.rate()) }),
			one.alone.spread(func(t twin) float64 { return over(t.house.quantile(.5), t.floor.quantile(.5)) }))
	}
}

func (r *report) workTable(b *strings.Builder) {
	b.WriteString("\n### Work for one request\n\n| | answer | statements | of the floor | what they do | peak memory MiB |\n|---|---:|---:|---:|---|---:|\n")
	for _, one := range r.results {
		fmt.Fprintf(b, "| %s | %s, %s bytes | %d | %d | %s | %.0f |\n", one.of.name, one.of.statusName(), thousands(one.of.body),
			len(one.of.sql), one.floorSQL, kinds(one.of.sql), one.peak)
	}
}

// spread writes a median with the lowest and the highest round.
func (p pair) spread(of func(t twin) float64) string {
	if len(p.rounds) == 0 {
		return "–"
	}
	low, high := of(p.rounds[0]), of(p.rounds[0])
	for _, t := range p.rounds {
		low, high = min(low, of(t)), max(high, of(t))
	}
	return fmt.Sprintf("%.2f× (%.2f–%.2f)", p.median(of), low, high)
}

func over(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// cpu is the server's processor time for one request, many at once.
func (r *result) cpu() float64 {
	return r.crowd.median(func(t twin) float64 { return t.house.perRequest() })
}

// budgetTable holds what was measured against what was promised.
func (r *report) budgetTable(b *strings.Builder) {
	b.WriteString("\n### Budgets\n\n| | budget | measured | |\n|---|---:|---:|---|\n")
	line := func(name, budget, measured string, ok bool) {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", name, budget, measured, map[bool]string{true: "pass", false: "**FAIL**"}[ok])
	}
	most := func(name string, got, budget float64, unit string) {
		line(name, fmt.Sprintf("≤ %g%s", budget, unit), fmt.Sprintf("%.2f%s", got, unit), got <= budget)
	}
	start, post, read, small, large := r.results[0], r.results[2], r.results[3], r.results[4], r.results[5]
	p50 := func(t twin) float64 { return t.house.quantile(.5) }
	p99 := func(t twin) float64 { return t.house.quantile(.99) }
	rate := func(t twin) float64 { return t.house.rate() }
	most("start, one at a time, p50, Argon2id included", start.alone.median(p50), 40, " ms")
	got := start.crowd.median(rate)
	line("start, 16 at once, none fail", "≥ 40/s", fmt.Sprintf("%.0f/s, %d failed", got, start.failed), got >= 40 && start.failed == 0)
	most("post a message, server CPU", post.cpu(), 0.4, " ms")
	got = post.crowd.median(rate)
	line("post a message, 16 at once", "≥ 2,000/s", thousands(int(got))+"/s", got >= 2000)
	most("post a message, 16 at once, p99", post.crowd.median(p99), 40, " ms")
	most("read a conversation of 20, server CPU", read.cpu(), 0.5, " ms")
	most(small.of.name+", server CPU", small.cpu(), 1, " ms")
	most(large.of.name+", server CPU", large.cpu(), 1, " ms")
	got = over(large.cpu(), small.cpu())
	line("the list is flat: large against small", "≤ 1.2×", fmt.Sprintf("%.2f×", got), got <= 1.2)
	most("memory when idle", r.idle, 40, " MiB")
	most("memory under load, at most", r.most, 120, " MiB")
	most("start to first answer, the slowest", slowest(r.ready).Seconds(), 0.3, " s")
	for _, one := range []struct {
		of     *result
		budget int
	}{{start, 6}, {post, 5}, {read, 3}, {large, 2}} {
		n := len(one.of.of.sql)
		line("statements: "+one.of.of.name, fmt.Sprintf("≤ %d", one.budget), fmt.Sprint(n), n <= one.budget)
	}
}

func slowest(list []time.Duration) time.Duration {
	var most time.Duration
	for _, d := range list {
		most = max(most, d)
	}
	return most
}

// processor names the machine's.
func processor() string {
	text, _ := os.ReadFile("/proc/cpuinfo") // elsewhere there is none
	for line := range strings.Lines(string(text)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return runtime.GOARCH
}

func kernel() string {
	text, _ := os.ReadFile("/proc/sys/kernel/osrelease") // elsewhere there is none
	return strings.TrimSpace(string(text))
}
