// SPDX-License-Identifier: EUPL-1.2

package report

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"hash/crc32"
	"strconv"
	"strings"
)

// Sheet is a table to take along: a heading, and lines of text and numbers.
type Sheet struct {
	Name  string
	Head  []string
	Lines []Line
}

// Line is a row of a sheet.
type Line struct {
	Label string
	Cells []Cell
}

// Cell is one number; one that is withheld is left empty.
type Cell struct {
	N     float64
	Shown bool
}

func (c Cell) text() string {
	if !c.Shown {
		return ""
	}
	return strconv.FormatFloat(c.N, 'f', -1, 64)
}

// CSV gives sheets as one list with semicolons, as spreadsheets here read them: the
// name of the sheet stands in the first column.
func CSV(sheets []Sheet) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = ';', true
	for i, s := range sheets {
		if i == 0 {
			_ = w.Write(append([]string{"", ""}, plainAll(s.Head)...)) // Flush says what went wrong
		}
		for _, l := range s.Lines {
			row := []string{plain(s.Name), plain(l.Label)}
			for _, c := range l.Cells {
				row = append(row, c.text())
			}
			_ = w.Write(row)
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

// plain keeps a spreadsheet from taking a text, such as the name of a team, for a
// formula.
func plain(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

func plainAll(list []string) []string {
	out := make([]string, len(list))
	for i, one := range list {
		out[i] = plain(one)
	}
	return out
}

// The parts of a document of OpenDocument 1.3 that a reader cannot do without.
const (
	odsType     = "application/vnd.oasis.opendocument.spreadsheet"
	odsManifest = xml.Header + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
		`<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="` + odsType + `"/>` +
		`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
	odsHead = xml.Header + `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
		`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
		`office:version="1.3"><office:body><office:spreadsheet>`
	odsFoot = `</office:spreadsheet></office:body></office:document-content>`
)

// ODS gives sheets as a spreadsheet in OpenDocument format. Numbers are numbers, so
// that they can be counted with.
func ODS(sheets []Sheet) ([]byte, error) {
	var content bytes.Buffer
	content.WriteString(odsHead)
	for _, s := range sheets {
		s.write(&content)
	}
	content.WriteString(odsFoot)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, text string }{
		{"mimetype", odsType}, // first, and as it is: readers look for it at a fixed place
		{"META-INF/manifest.xml", odsManifest},
		{"content.xml", content.String()},
	} {
		if err := add(z, part.name, part.text); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

// add puts a part into the file uncompressed, with its size before it: some readers
// do not look for one behind it. A report is small.
func add(z *zip.Writer, name, text string) error {
	size := uint64(len(text))
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(text)), CompressedSize64: size, UncompressedSize64: size,
	})
	if err != nil {
		return err
	}
	_, err = w.Write([]byte(text))
	return err
}

// write writes one table; a bytes.Buffer never fails.
func (s Sheet) write(out *bytes.Buffer) {
	out.WriteString(`<table:table table:name="` + escaped(s.Name) + `"><table:table-row>`)
	for _, head := range append([]string{""}, s.Head...) {
		text(out, head)
	}
	out.WriteString(`</table:table-row>`)
	for _, l := range s.Lines {
		out.WriteString(`<table:table-row>`)
		text(out, l.Label)
		for _, c := range l.Cells {
			if !c.Shown {
				out.WriteString(`<table:table-cell/>`)
				continue
			}
			out.WriteString(`<table:table-cell office:value-type="float" office:value="` + c.text() + `"><text:p>` + c.text() + `</text:p></table:table-cell>`)
		}
		out.WriteString(`</table:table-row>`)
	}
	out.WriteString(`</table:table>`)
}

func text(out *bytes.Buffer, s string) {
	out.WriteString(`<table:table-cell office:value-type="string"><text:p>` + escaped(s) + `</text:p></table:table-cell>`)
}

func escaped(s string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(s)) // into memory
	return out.String()
}
