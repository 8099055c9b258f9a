// SPDX-License-Identifier: EUPL-1.2

package bench

import (
	"encoding/json"

	"opgelucht/pkg/access"
	"opgelucht/pkg/calendar"
	"opgelucht/pkg/casework"
	"opgelucht/pkg/seal"
)

// How pkg/casework keeps things, as far as filling a folder without going
// through its use cases needs it. When that changes, the pages answer 500 and
// the measuring stops.

func casePlace(id access.CaseID, column string) seal.Place {
	return seal.Place{Table: "cases", Column: column, Row: string(id), Case: string(id)}
}

func messagePlace(m casework.Message) seal.Place {
	return seal.Place{Table: "messages", Column: "body/" + string(m.From), Row: string(m.ID), Case: string(m.Case)}
}

func taskPlace(t casework.Task) seal.Place {
	return seal.Place{Table: "tasks", Column: "draft", Row: string(t.ID), Case: string(t.Case)}
}

// The first byte of a team's way to a case key.
const (
	keyWrapped = 1 // to the team's public key: nobody answered yet
	keySealed  = 2 // under the team's symmetric key: somebody did
)

func (k *stock) wrapCase(c *casework.Case, key seal.Key) error {
	w, err := seal.Wrap(k.teamKey.Public(), casePlace(c.ID, "team_key"), key.Bytes())
	c.Sealed.TeamKey = append([]byte{keyWrapped}, w...)
	return err
}

func (k *stock) sealCase(c *casework.Case, key seal.Key) {
	sealed := seal.CloseKey(k.teamKey.Key("list"), casePlace(c.ID, "team_key"), key)
	c.Sealed.TeamKey = append([]byte{keySealed}, sealed...)
}

// closed seals a value as JSON.
func closed(key seal.Key, at seal.Place, v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain structs of strings and times
	}
	return seal.Close(key, at, text)
}

// countOf says where a case is counted.
func countOf(c casework.Case) casework.Count {
	if c.Turn == casework.TurnClient {
		return casework.Count{Team: c.Team, Kind: casework.CountClient, N: 1}
	}
	day := casework.DateOf(c.Promised.In(calendar.Zone()))
	return casework.Count{Team: c.Team, Kind: casework.CountAnswer, Day: day, N: 1}
}
