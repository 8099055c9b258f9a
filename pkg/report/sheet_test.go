// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

var taken = []Sheet{
	{Name: "Begonnen & meer", Head: []string{"jan", "feb"}, Lines: []Line{{Label: "=1+1", Cells: []Cell{{N: 12, Shown: true}, {}}}}},
	{Name: "Antwoord", Head: []string{"jan", "feb"}, Lines: []Line{{Label: "helft < dit", Cells: []Cell{{N: 8.75, Shown: true}, {N: 3, Shown: true}}}}},
}

func TestCSV_holdsEveryNumberAndNoFormula(t *testing.T) {
	got, err := CSV(taken)
	want := ";;jan;feb\r\nBegonnen & meer;'=1+1;12;\r\nAntwoord;helft < dit;8.75;3\r\n"
	if err != nil || string(got) != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
}

func TestODS_isADocumentWhoseNumbersAreNumbers(t *testing.T) {
	file, err := ODS(taken)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if first := z.File[0]; first.Name != "mimetype" || first.Method != zip.Store || !bytes.Contains(file[:100], []byte(odsType)) {
		t.Errorf("the kind of document does not stand first: %+v", first.FileHeader)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		if f.Flags&0x8 != 0 {
			t.Errorf("the size of %s stands behind it, where not every reader looks", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	var doc struct {
		Tables []struct {
			Name string `xml:"name,attr"`
			Rows []struct {
				Cells []struct {
					Kind  string `xml:"value-type,attr"`
					Value string `xml:"value,attr"`
					Text  string `xml:"p"`
				} `xml:"table-cell"`
			} `xml:"table-row"`
		} `xml:"body>spreadsheet>table"`
	}
	if err := xml.Unmarshal([]byte(parts["content.xml"]), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Tables) != 2 || doc.Tables[0].Name != "Begonnen & meer" {
		t.Fatalf("%+v", doc)
	}
	second := doc.Tables[1].Rows[1].Cells
	if second[0].Text != "helft < dit" || second[1].Kind != "float" || second[1].Value != "8.75" {
		t.Errorf("%+v", second)
	}
	if hidden := doc.Tables[0].Rows[1].Cells[2]; hidden.Value != "" || hidden.Text != "" {
		t.Errorf("what is withheld reads %+v", hidden)
	}
	if err := xml.Unmarshal([]byte(parts["META-INF/manifest.xml"]), new(struct{})); err != nil || !strings.Contains(parts["META-INF/manifest.xml"], "content.xml") {
		t.Errorf("the manifest is %s, %v", parts["META-INF/manifest.xml"], err)
	}
}
