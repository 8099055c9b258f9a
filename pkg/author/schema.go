// SPDX-License-Identifier: EUPL-1.2

package author

import (
	"encoding/json"
	"strings"

	"opgelucht/pkg/assignment"
	"opgelucht/pkg/content"
	"opgelucht/pkg/dossier"
)

// Schemas gives the JSON Schemas for editors, by file: what can stand in an
// assignment, an example and a translation. They come from the table that the
// checker reads. A value is a text, a number or a yes or no, as editors read YAML.
func Schemas() map[string]string {
	files := map[string]string{}
	for object, keys := range map[string]content.Format{"assignment": assignment.Keys, "test": assignment.Keys, "translation": assignment.Keys, "dossier": dossier.Keys, "trajectory": assignment.TrajectoryKeys} {
		s := schemaOf(keys, object)
		s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
		s["title"] = object
		defs := map[string]any{}
		for name := range keys {
			defs[name] = schemaOf(keys, name)
		}
		s["$defs"] = reachable(s, defs)
		text, err := json.MarshalIndent(s, "", "  ")
		if err != nil {
			continue // it is made of texts only
		}
		files["schema/"+object+".schema.json"] = string(text) + "\n"
	}
	return files
}

// reachable keeps the definitions that are used.
func reachable(s map[string]any, defs map[string]any) map[string]any {
	kept := map[string]any{}
	for todo := []any{s}; len(todo) > 0; todo = todo[1:] {
		text, _ := json.Marshal(todo[0]) // texts only
		for name, def := range defs {
			if _, has := kept[name]; !has && strings.Contains(string(text), `"#/$defs/`+name+`"`) {
				kept[name] = def
				todo = append(todo, def)
			}
		}
	}
	return kept
}

func schemaOf(keys content.Format, object string) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, k := range keys[object] {
		one := valueSchema(k)
		one["description"] = k.NL + "\n\n" + k.EN
		properties[k.Name] = one
		if k.Must {
			required = append(required, k.Name)
		}
	}
	s := map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	if object == "pair" {
		s["additionalProperties"], s["minProperties"] = map[string]any{"type": plain}, 2
	}
	return s
}

// plain are the types that one value in a file can have for an editor.
var plain = []string{"string", "number", "boolean", "null"}

func valueSchema(k content.Key) map[string]any {
	one := map[string]any{"type": plain}
	ref := map[string]any{"$ref": "#/$defs/" + k.Of}
	switch k.Is {
	case content.Whole:
		return map[string]any{"type": "integer", "minimum": 0}
	case content.Flag:
		return map[string]any{"enum": []any{"yes", "no", true, false}}
	case content.Word:
		if len(k.One) > 0 {
			return map[string]any{"enum": k.One}
		}
	case content.WordList, content.SaidList:
		if len(k.One) > 0 {
			one = map[string]any{"enum": k.One}
		}
		return map[string]any{"type": "array", "items": one}
	case content.Labels, content.Words2, content.Rules:
		return map[string]any{"type": "object", "additionalProperties": one}
	case content.Object:
		return ref
	case content.Objects:
		return map[string]any{"anyOf": []any{map[string]any{"type": "array", "items": ref}, map[string]any{"type": "null"}}}
	case content.Table:
		return map[string]any{"type": "object", "additionalProperties": ref}
	case content.RuleTable:
		return map[string]any{"type": "object", "additionalProperties": map[string]any{"anyOf": []any{one, ref}}}
	case content.Free:
		return map[string]any{"type": "object"}
	}
	return one
}
