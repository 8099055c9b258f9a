// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// repository is the root, from where tests of this package run.
const repository = "../.."

// program is the built program with a data folder of its own.
type program struct {
	t       *testing.T
	file    string
	data    string
	folder  string              // where it is started; empty is here
	as      *syscall.Credential // who starts it; nil is ourselves
	running *exec.Cmd
	port    int         // 0 is the usual one
	out     *safeBuffer // plain lines
	log     *safeBuffer
	ended   chan error
}

// environment is ours without anything that would set the program up otherwise.
func (p *program) environment() []string {
	var list []string
	for _, one := range os.Environ() {
		if name, _, _ := strings.Cut(one, "="); name != "PORT" && !strings.HasPrefix(name, "OPGELUCHT_") {
			list = append(list, one)
		}
	}
	if p.port != 0 {
		list = append(list, fmt.Sprintf("PORT=%d", p.port))
	}
	return append(list, "OPGELUCHT_DATA="+p.data, "OPGELUCHT_UNDO=0") // a story does not wait two minutes
}

func (p *program) command(words ...string) *exec.Cmd {
	cmd := exec.Command(p.file, words...)
	cmd.Dir, cmd.Env = p.folder, p.environment()
	if p.as != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.as}
	}
	return cmd
}

// run runs a command to its end and gives what it printed.
func (p *program) run(words ...string) (string, error) {
	text, err := p.command(words...).CombinedOutput()
	return string(text), err
}

// must is run for what has to work.
func (p *program) must(words ...string) string {
	p.t.Helper()
	text, err := p.run(words...)
	if err != nil {
		p.t.Fatalf("opgelucht %s: %v\n%s", strings.Join(words, " "), err, text)
	}
	return text
}

// patience is how long a start or an end may take on a slow machine.
const patience = 30 * time.Second

// start serves until stop, and comes back when the program is ready.
func (p *program) start(words ...string) {
	p.t.Helper()
	p.port = freePort(p.t)
	p.out, p.log, p.ended = &safeBuffer{}, &safeBuffer{}, make(chan error, 1)
	cmd := p.command(append([]string{"serve"}, words...)...)
	cmd.Stdout, cmd.Stderr = p.out, p.log
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	ended := p.ended
	go func() { ended <- cmd.Wait() }()
	p.running = cmd
	p.t.Cleanup(func() { _ = cmd.Process.Kill() }) // it ended already, unless the test failed
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if _, err := p.run("health", "--url", p.url()+"/readyz"); err == nil {
			return
		}
		select {
		case err := <-p.ended:
			p.t.Fatalf("it ended at once with %v\n%s%s", err, p.out, p.log)
		default:
		}
	}
	p.t.Fatalf("it was not ready in time\n%s%s", p.out, p.log)
}

func (p *program) url() string { return fmt.Sprintf("http://localhost:%d", p.port) }

func (p *program) terminate() {
	p.t.Helper()
	if err := p.running.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
}

// end waits until the program went away by itself, in peace.
func (p *program) end() {
	p.t.Helper()
	select {
	case err := <-p.ended:
		if err != nil {
			p.t.Fatalf("after SIGTERM it ended with %v\n%s%s", err, p.out, p.log)
		}
	case <-time.After(patience):
		p.t.Fatalf("it did not end after SIGTERM\n%s%s", p.out, p.log)
	}
}

func (p *program) stop() { p.t.Helper(); p.terminate(); p.end() }

// visit gives a client of the running program.
func (p *program) visit() *visitor { return visit(p.t, &house{t: p.t, url: p.url(), log: p.log}) }

// freePort finds a port below those that systems hand out by themselves, so that
// nobody takes it between finding and using it.
func freePort(t *testing.T) int {
	t.Helper()
	first := 20_000 + os.Getpid()%8_000
	for port := first; port < first+1_000; port++ {
		if l, err := net.Listen("tcp", fmt.Sprintf(":%d", port)); err == nil {
			_ = l.Close() // it was only asked for
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

func TestCommand(t *testing.T) {
	file := filepath.Join(t.TempDir(), "opgelucht")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", file, "./cmd/opgelucht")
	build.Dir = repository
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for name, test := range map[string]func(*program){
		"the log is verified and exported":                 auditIsVerifiedAndExported,
		"help names every command":                         helpNamesEveryCommand,
		"wrong settings are refused with file and line":    wrongSettingsAreRefused,
		"a municipality begins in an empty folder":         aMunicipalityBegins,
		"what is asked wrongly is refused with what to do": wrongWordsAreRefused,
		"the demonstration shows its sign-in once":         theDemonstrationShowsItsSignInOnce,
		"what was written survives a restart":              whatWasWrittenSurvives,
		"SIGTERM finishes what is under way":               whatIsUnderWayIsFinished,
		"the guides for authors, followed literally":       theGuidesAreFollowed,
		"tools for authors end with 0, 1 or 2":             toolsEndAsTheyShould,
		"tools for authors speak to editors":               toolsSpeakToEditors,
		"a comparison counts the tasks under way":          aComparisonCountsTasks,
		"assignments of a folder are checked and served":   aFolderIsCheckedAndServed,
		"the preview is served on this machine":            thePreviewIsServed,
	} {
		t.Run(name, func(t *testing.T) {
			test(&program{t: t, file: file, data: filepath.Join(t.TempDir(), "data")})
		})
	}
}

func helpNamesEveryCommand(p *program) {
	text := p.must("--help")
	for _, want := range []string{"serve", "check", "health", "tenant add", "counsellor add", "audit verify", "assignment (opdracht) lint", "--config", "PORT", "OPGELUCHT_DATA"} {
		if !strings.Contains(text, want) {
			p.t.Errorf("%q is not in the help:\n%s", want, text)
		}
	}
	for _, words := range [][]string{{"serve"}, {"check"}, {"health"}, {"tenant", "add"}, {"counsellor", "add"}, {"audit", "verify"}, {"audit", "export"}} {
		if text := p.must(append(words, "--help")...); !strings.Contains(text, "Usage: opgelucht "+strings.Join(words, " ")) {
			p.t.Errorf("%v explains itself as:\n%s", words, text)
		}
	}
}

func wrongSettingsAreRefused(p *program) {
	file := filepath.Join(p.t.TempDir(), "server.yaml")
	if err := os.WriteFile(file, []byte("port: abc\nprot: 1\n"), 0o600); err != nil {
		p.t.Fatal(err)
	}
	for _, words := range [][]string{
		{"serve"}, {"check"}, {"counsellor", "add", "a", "b", "c"}, {"tenant", "add", "waterhoven", "--name", "W", "--phone", "1"},
	} {
		text, err := p.run(append(words, "--config", file)...)
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() <= 0 {
			p.t.Errorf("%v with wrong settings ends with %v", words, err)
		}
		for _, want := range []string{file + ":1:7: ", `"abc" is no port`, file + ":2:1: ", "Did you mean 'port'?"} {
			if !strings.Contains(text, want) {
				p.t.Errorf("%v does not say %q:\n%s", words, want, text)
			}
		}
	}
	if _, err := os.Stat(p.data); err == nil {
		p.t.Error("a data folder was made all the same")
	}
}

func aMunicipalityBegins(p *program) {
	text := p.must("tenant", "add", "waterhoven", "--name", "Waterhoven", "--phone", "088 123 45 67")
	if !strings.Contains(text, "waterhoven.yaml written") {
		p.t.Errorf("it said:\n%s", text)
	}
	first := p.must("counsellor", "add", "waterhoven", "kievit", "Kievit")
	if !strings.Contains(first, "shown once") || passwordIn(first) == "" || strings.Contains(first, "colleague") {
		p.t.Errorf("the first counsellor gets:\n%s", first)
	}
	second := p.must("counsellor", "add", "waterhoven", "reiger", "Reiger")
	if passwordIn(second) == "" || passwordIn(second) == passwordIn(first) || !strings.Contains(second, "a colleague has to let them in") {
		p.t.Errorf("the second counsellor gets:\n%s", second)
	}
	if text := p.must("check"); !strings.HasPrefix(text, "municipalities: 1,") {
		p.t.Errorf("check has something to say of what was just made:\n%s", text)
	}
	p.start()
	if a := p.visit().get("/"); a.status != http.StatusOK || !strings.Contains(a.body, "Waterhoven") {
		p.t.Errorf("its page answers %d", a.status)
	}
	p.stop()
}

func wrongWordsAreRefused(p *program) {
	p.must("tenant", "add", "waterhoven", "--name", "Waterhoven", "--phone", "088 123 45 67")
	p.must("counsellor", "add", "waterhoven", "kievit", "Kievit")
	for _, c := range []struct{ words, want string }{
		{"tenant add waterhoven --name W --phone 1", "exists already"},
		{"tenant add Waterhoven! --name W --phone 1", "use lower case letters"},
		{"counsellor add nergens kievit Kievit", "opgelucht tenant add"},
		{"counsellor add waterhoven KIEVIT Kievit", "already has a counsellor"},
		{"health --url http://localhost:1/readyz", "refused"},
		{"sing", "unexpected argument"},
	} {
		text, err := p.run(strings.Fields(c.words)...)
		if err == nil || !strings.Contains(text, c.want) {
			p.t.Errorf("%s: %v, without %q:\n%s", c.words, err, c.want, text)
		}
	}
}

var passwordShape = regexp.MustCompile(`(?m)^  password  (\S.*)$`)

func passwordIn(text string) string {
	if found := passwordShape.FindStringSubmatch(text); found != nil {
		return found[1]
	}
	return ""
}

func theDemonstrationShowsItsSignInOnce(p *program) {
	p.start("--demo")
	text := p.out.String()
	if passwordIn(text) == "" || !strings.Contains(text, "name      sanne") || !strings.Contains(text, p.url()) {
		p.t.Errorf("the first start says:\n%s", text)
	}
	if strings.Contains(p.log.String(), passwordIn(text)) {
		p.t.Error("the password stands in the log")
	}
	key := filepath.Join(p.data, "root.key")
	before, mode := contentOf(p.t, key)
	if mode != 0o400 {
		p.t.Errorf("root.key has mode %o", mode)
	}
	p.stop()
	p.start("--demo")
	if text := p.out.String(); strings.Contains(text, "password") || strings.Contains(text, "shown once") {
		p.t.Errorf("the second start says:\n%s", text)
	}
	if after, mode := contentOf(p.t, key); after != before || mode != 0o400 {
		p.t.Errorf("root.key changed, or its mode, which is %o", mode)
	}
	p.stop()
}

func contentOf(t *testing.T, file string) (string, os.FileMode) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), info.Mode().Perm()
}

func whatWasWrittenSurvives(p *program) {
	p.start("--demo")
	v := p.visit()
	code := v.begin("Dit blijft staan.")
	p.stop()
	p.start("--demo")
	v.h.url = p.url()
	if a := v.get("/gesprek"); !strings.Contains(a.body, "Dit blijft staan.") {
		p.t.Errorf("who was inside finds %d", a.status)
	}
	back := p.visit()
	back.post("/terug", "/terug", url.Values{"code": {code}})
	if a := back.get("/gesprek"); !strings.Contains(a.body, "Dit blijft staan.") {
		p.t.Errorf("who comes back with the code finds %d", a.status)
	}
	p.stop()
}

func whatIsUnderWayIsFinished(p *program) {
	p.start("--demo")
	v := p.visit()
	found := tokenShape.FindStringSubmatch(v.get("/").body)
	if found == nil {
		p.t.Fatal("there is no form")
	}
	body := url.Values{"vorm": {found[1]}, "bericht": {"Dit was onderweg."}}.Encode()
	conn, err := net.Dial("tcp", fmt.Sprintf("localhost:%d", p.port))
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(patience)) // a connection takes one
	var cookies []string
	for name, value := range v.jar {
		cookies = append(cookies, name+"="+value)
	}
	fmt.Fprintf(conn, "POST /begin HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: %s\r\nContent-Length: %d\r\nCookie: %s\r\nExpect: 100-continue\r\n\r\n",
		p.port, form, len(body), strings.Join(cookies, "; "))
	answers := bufio.NewReader(conn)
	if line, err := answers.ReadString('\n'); err != nil || !strings.HasPrefix(line, "HTTP/1.1 100") {
		p.t.Fatalf("the server does not begin to read: %q, %v", line, err)
	}
	_, _ = answers.ReadString('\n') // the empty line after it
	fmt.Fprint(conn, body[:20])

	p.terminate()
	p.refuses()
	fmt.Fprint(conn, body[20:])
	resp, err := http.ReadResponse(answers, nil)
	if err != nil {
		p.t.Fatalf("no answer came: %v\n%s", err, p.log)
	}
	_ = resp.Body.Close() // the status and the cookies are what matters
	if resp.StatusCode >= http.StatusBadRequest {
		p.t.Errorf("the answer is %s", resp.Status)
	}
	for _, c := range resp.Cookies() {
		v.jar[c.Name] = c.Value
	}
	p.end()
	p.start("--demo")
	v.h.url = p.url()
	if a := v.get("/gesprek"); !strings.Contains(a.body, "Dit was onderweg.") {
		p.t.Errorf("the message is not there: %d", a.status)
	}
	p.stop()
}

// refuses waits until the program takes no one else in.
func (p *program) refuses() {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		conn, err := net.Dial("tcp", fmt.Sprintf("localhost:%d", p.port))
		if err != nil {
			return
		}
		_ = conn.Close() // it is still open
	}
	p.t.Fatal("it still lets people in after SIGTERM")
}
