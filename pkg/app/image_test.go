// SPDX-License-Identifier: EUPL-1.2

package app_test

import (
	"bytes"
	"debug/elf"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// instruction is one line of a Dockerfile, with what continues it.
type instruction struct{ word, rest string }

// recipe reads the Dockerfile.
func recipe(t *testing.T) []instruction {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	var list []instruction
	whole := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		more, open := strings.CutSuffix(line, `\`)
		if whole += more; open {
			continue
		}
		word, rest, _ := strings.Cut(whole, " ")
		list = append(list, instruction{word, strings.TrimSpace(rest)})
		whole = ""
	}
	return list
}

// last gives what the image ends up with.
func last(t *testing.T, list []instruction, word string) string {
	t.Helper()
	for _, i := range slices.Backward(list) {
		if i.word == word {
			return i.rest
		}
	}
	t.Errorf("the Dockerfile has no %s", word)
	return ""
}

// outShape is where a build command puts the program.
var outShape = regexp.MustCompile(`-o (\S+)`)

// buildAsImage runs the build commands of the Dockerfile, word for word but for
// the place of what comes out, and gives the programs by the place they have in
// the image's build.
func buildAsImage(t *testing.T, list []instruction) map[string]string {
	t.Helper()
	folder := t.TempDir()
	built := map[string]string{}
	for _, i := range list {
		if i.word != "RUN" || !strings.Contains(i.rest, "go build") {
			continue
		}
		out := outShape.FindStringSubmatch(i.rest)
		if out == nil {
			t.Fatalf("this names no place for the program: %s", i.rest)
		}
		file := filepath.Join(folder, path.Base(out[1]))
		cmd := exec.Command("sh", "-c", strings.Replace(i.rest, out[0], "-o '"+file+"'", 1))
		cmd.Dir = repository
		if text, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s\n%v\n%s", i.rest, err, text)
		}
		built[out[1]] = file
	}
	if len(built) == 0 {
		t.Fatal("the Dockerfile builds nothing")
	}
	return built
}

func TestImage_theProgramInItServesWhereNothingCanBeWritten(t *testing.T) {
	list := recipe(t)
	built := buildAsImage(t, list)
	file := built[comesFrom(t, list, entry(t, list)[0])]
	if file == "" {
		t.Fatalf("what the image starts is not what it builds: %v", built)
	}
	if runtime.GOOS == "linux" {
		needsNothing(t, file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte("TEMP_STORE=3")) {
		t.Error("SQLite would write temporary files, where nothing can be written")
	}
	p := &program{t: t, file: file, data: t.TempDir(), folder: t.TempDir()}
	if err := os.Chmod(p.folder, 0o555); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() == 0 { // root may write anywhere; be who the image says
		p.as = &syscall.Credential{Uid: 65532, Gid: 65532}
		if err := errors.Join(os.Chown(p.data, 65532, 65532), os.Chmod(filepath.Dir(p.data), 0o755)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("TMPDIR", filepath.Join(p.folder, "nowhere"))
	p.must("tenant", "add", "waterhoven", "--name", "Waterhoven", "--phone", "088 123 45 67")
	p.must("counsellor", "add", "waterhoven", "kievit", "Kievit")
	p.start(entry(t, list)[2:]...)
	p.visit().begin("Dit komt uit een doosje.")
	p.stop()
	if left, err := os.ReadDir(p.folder); err != nil || len(left) > 0 {
		t.Errorf("it wrote %v where it stood: %v", left, err)
	}
}

// needsNothing tells that a program is linked whole: it asks for no loader and
// no library, which the image does not have.
func needsNothing(t *testing.T, file string) {
	t.Helper()
	f, err := elf.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	libraries, _ := f.ImportedLibraries() // an error means that there is no list of them
	if len(libraries) > 0 {
		t.Errorf("the program needs %v", libraries)
	}
	for _, part := range f.Progs {
		if part.Type == elf.PT_INTERP {
			t.Error("the program needs a loader")
		}
	}
}

// entry is what the image starts.
func entry(t *testing.T, list []instruction) []string {
	t.Helper()
	words := append(spoken(t, last(t, list, "ENTRYPOINT")), spoken(t, last(t, list, "CMD"))...)
	if len(words) < 2 || words[1] != "serve" {
		t.Fatalf("the image starts %q", words)
	}
	return words
}

// spoken reads a command in the form that needs no shell: there is none.
func spoken(t *testing.T, text string) []string {
	t.Helper()
	var words []string
	if err := json.Unmarshal([]byte(text), &words); err != nil {
		t.Fatalf("%s is no list of words: %v", text, err)
	}
	return words
}

// comesFrom follows a file of the image back to where it was built.
func comesFrom(t *testing.T, list []instruction, file string) string {
	t.Helper()
	for _, i := range list {
		words := strings.Fields(i.rest)
		if i.word == "COPY" && words[0] == "--from=build" && words[len(words)-1] == file {
			return words[len(words)-2]
		}
	}
	t.Fatalf("nothing brings %s into the image", file)
	return ""
}

func TestImage_runsAsNobodyAndTellsItsHealth(t *testing.T) {
	list := recipe(t)
	user, _, _ := strings.Cut(last(t, list, "USER"), ":")
	if user != "nonroot" && user != "65532" { // the same user, by name and by number
		t.Errorf("the image runs as %q", user)
	}
	if base := last(t, list, "FROM"); !strings.HasSuffix(base, ":nonroot") {
		t.Errorf("the image stands on %s", base)
	}
	_, asked, found := strings.Cut(last(t, list, "HEALTHCHECK"), "CMD ")
	if words := spoken(t, asked); !found || !slices.Equal(words, []string{entry(t, list)[0], "health"}) {
		t.Errorf("the health check asks %q", words)
	}
	if got := last(t, list, "EXPOSE"); got != "8080" {
		t.Errorf("it answers on %s", got)
	}
	if got := last(t, list, "VOLUME"); got != "/data" || !strings.Contains(last(t, list, "ENV"), "OPGELUCHT_DATA=/data") {
		t.Errorf("it keeps its data in %s", got)
	}
}

// secret is a name under which something is kept that may not lie in a layer.
var secret = regexp.MustCompile(`(?i)password|passwd|secret|token|api_?key|root_?key|private|credential|_database`)

func TestImage_holdsNoSecrets(t *testing.T) {
	for _, i := range recipe(t) {
		if i.word == "ARG" || secret.MatchString(i.rest) {
			t.Errorf("%s %s may leave a secret in a layer", i.word, i.rest)
		}
		if i.word == "ADD" {
			t.Errorf("ADD %s fetches what nobody looked at; use COPY", i.rest)
		}
	}
	text, err := os.ReadFile(filepath.Join(repository, ".dockerignore"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{".git", "data", "server.yaml", "**/*.key", "**/*.keys", "**/*.db"} {
		if !slices.Contains(strings.Fields(string(text)), want) {
			t.Errorf("%s is not kept out of the image", want)
		}
	}
}
