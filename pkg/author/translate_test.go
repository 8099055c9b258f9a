// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"opgelucht/assignments"
	"opgelucht/pkg/content"
)

const english = "phone/en.yaml"

func TestWords_addsWhatIsMissingAndMovesWhatIsGone(t *testing.T) {
	f := fresh(t)
	if files := f.Words("en"); len(files) > 0 {
		t.Fatalf("a new assignment is not whole: %v", files)
	}
	source := New("phone")["phone/assignment.yaml"]
	g := f.With(map[string]string{"phone/assignment.yaml": strings.NewReplacer("Zit je nog aan een contract vast?", "Zit je nu nog aan een contract vast?", "title: Je telefoon", "title: \"Nieuw: kop\"").Replace(source)})
	text := g.Words("en")[english]
	for _, want := range []string{
		"  # Was: Zit je nog aan een contract vast? -> Are you still bound to a contract?\n  - nl: Zit je nu nog aan een contract vast?\n    en: \"\"\n",
		"  - nl: \"Nieuw: kop\"\n    en: \"\"\n",
		gone + "\n  - nl: Je telefoon\n    en: Your phone\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	h := g.With(map[string]string{english: text})
	if again := h.Words("en"); len(again) > 0 {
		t.Errorf("another time it changes\n%s", again[english])
	}
	missing, obsolete := 0, 0
	for _, p := range h.Lint() {
		switch p.Rule {
		case "translation-missing":
			missing++
		case "translation-obsolete":
			obsolete++
		case "no-example":
		default:
			t.Errorf("%s", p.Text("nl"))
		}
	}
	if missing != 2 || obsolete != 2 {
		t.Errorf("%d missing, %d obsolete", missing, obsolete)
	}
}

func TestWords_beginsANewLanguage(t *testing.T) {
	f := fresh(t)
	text := f.Words("ar")["phone/ar.yaml"]
	n, problems := content.Parse("ar.yaml", []byte(text))
	if len(problems) > 0 || n.Str("language") != "ar" || len(n.Field("texts").Items) != len(f.state("phone", "ar").Texts) {
		t.Errorf("%v\n%s", problems, text)
	}
}

func TestCoverage_saysWhatIsMissingWhere(t *testing.T) {
	source := strings.Replace(New("phone")[english], "    en: Your phone\n", "    en: \"\"\n", 1)
	for _, c := range fresh(t).With(map[string]string{english: source}).Coverage() {
		if c.Folder != "phone" {
			continue
		}
		if c.Done != c.Of-1 || c.Percent() != 100*c.Done/c.Of || len(c.Missing) != 1 || c.Missing[0].Text != "Je telefoon" || c.Missing[0].Line != 17 {
			t.Errorf("%+v", c)
		}
		return
	}
	t.Error("the folder is not covered")
}

func TestPO_goesOutAndComesBackTheSame(t *testing.T) {
	f := fresh(t).With(map[string]string{english: New("phone")[english] + "  - nl: \"Weg \\\\ \\\"hier\\\"\"\n    en: \"Gone\\t\\\\\"\n"})
	po := f.ExportPO("en")
	if files, problems := f.ImportPO("x.po", po); len(files) > 0 || len(problems) > 0 {
		t.Fatalf("read back it changes %v %v", files, problems)
	}
	for _, want := range []string{"\"Language: en\\n\"", "#: phone/assignment.yaml:17\nmsgctxt \"phone\"\nmsgid \"Je telefoon\"\nmsgstr \"Your phone\"\n", "#~ msgid \"Weg \\\\ \\\"hier\\\"\"\n#~ msgstr \"Gone\\t\\\\\"\n", "msgctxt \".\"\n"} {
		if !strings.Contains(po, want) {
			t.Errorf("no %q in the PO file", want)
		}
	}
	files := fstest.MapFS{}
	for _, name := range []string{"dossier.yaml", "hardwords.yaml", "words.yaml"} {
		text, err := assignments.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	shipped, err := fs.Glob(assignments.FS, "*/*.*") // letters too
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range shipped {
		text, err := assignments.FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if path.Base(name) == "assignment.yaml" || path.Ext(name) == ".md" || path.Dir(name) == "trajectories" && !language.MatchString(name) {
			files[name] = &fstest.MapFile{Data: text}
		}
	}
	files["phone/assignment.yaml"] = &fstest.MapFile{Data: []byte(New("phone")["phone/assignment.yaml"])}
	bare := Open(files, nil) // nothing is translated
	made, problems := bare.ImportPO("x.po", po)
	if len(problems) > 0 || len(made) != len(f.IDs())+2 { // the vocabulary and the trajectories too
		t.Fatalf("%d files, %v", len(made), problems)
	}
	again := bare.With(made)
	if got := again.ExportPO("en"); got != po {
		t.Error("out, in and out again it is another file")
	}
}

func TestPO_oneChangedTextChangesOneFile(t *testing.T) {
	f := fresh(t)
	po := strings.Replace(f.ExportPO("en"), `msgstr "Your phone"`, `msgstr ""`+"\n"+`"Your "`+"\n"+`"telephone"`, 1)
	files, problems := f.ImportPO("x.po", po)
	if len(problems) > 0 || len(files) != 1 || !strings.Contains(files[english], "en: Your telephone\n") || !strings.HasPrefix(files[english], "# Vertaling: elk paar is Nederlands -> Engels.") {
		t.Errorf("%v\n%s", problems, files[english])
	}
}

func TestPO_saysWhatIsWrongAndChangesNothing(t *testing.T) {
	for text, want := range map[string]string{
		"msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgctxt \"fone\"\nmsgid \"a\"\nmsgstr \"b\"\n": "x.po:5:1: error [po] Er is geen opdracht 'fone'.\n    → Bedoelde je 'phone'?",
		"msgid \"a\"\nmsgstr \"b\"\n":                                "in welke taal",
		"msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgid a\n":        "x.po:4:1: error [po] Deze regel is geen regel",
		"msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgid \"a\\q\"\n": "x.po:4:1:",
	} {
		files, problems := fresh(t).ImportPO("x.po", text)
		if len(files) > 0 || !strings.Contains(Report(problems, "nl"), want) {
			t.Errorf("%q: %v\n%s", text, files, Report(problems, "nl"))
		}
	}
}

func FuzzPO(f *testing.F) {
	f.Add("Ja \"\\ \n\t #")
	f.Fuzz(func(t *testing.T, text string) {
		if got, ok := unquoted(quoted(text)); !ok || got != text {
			t.Errorf("%q came back as %q", text, got)
		}
		if !strings.ContainsAny(text, "\r\x00\ufeff\u0085\u2028\u2029") && strings.ToValidUTF8(text, "") == text && strings.IndexFunc(text, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f || r > 0xd7ff }) < 0 {
			want := strings.TrimRight(text, "\n") // what the reader leaves out
			n, problems := content.Parse("x", []byte("texts:\n"+pair(text, "en", "b")+"\n"))
			if len(problems) > 0 || n.Field("texts").Items[0].Str("nl") != want || n.Field("texts").Items[0].Str("en") != "b" {
				t.Errorf("%q is written as %s: %v", text, pair(text, "en", "b"), problems)
			}
		}
	})
}
