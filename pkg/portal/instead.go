// SPDX-License-Identifier: EUPL-1.2

package portal

import (
	"opgelucht/pkg/casework"
	"opgelucht/pkg/web"
)

// insteadOf tells the client who else answers: after a hand-over, until they said
// what they think of it, and while their counsellor is away.
func (p *Portal) insteadOf(r *web.Request, talk casework.Conversation) (*instead, error) {
	if h := talk.Label.Handed; h.On != "" && h.Says == "" {
		return &instead{Text: r.Words.T("instead.handed", map[string]any{"From": h.From, "To": h.To}), Asks: []choose{
			{Value: string(casework.SaysFine), Label: r.Words.T("instead.fine", nil)}, {Value: string(casework.SaysOther), Label: r.Words.T("instead.other", nil)},
		}}, nil
	}
	away, ok, err := p.cases.Instead(r.Request().Context(), talk.Case)
	if err != nil || !ok {
		return nil, err
	}
	return awayText(r, talk, away), nil
}

func awayText(r *web.Request, talk casework.Conversation, away casework.Absence) *instead {
	args := map[string]any{"From": away.Name, "To": away.SubstituteName, "Day": dayOf(r, away.To)}
	waits := talk.Label.Waits == away.To
	out := &instead{Text: r.Words.T("instead.away", args)}
	if waits {
		out.Text = r.Words.T("instead.waits", args)
	}
	if !talk.Case.CanWait() {
		return out
	}
	out.Asks = []choose{{Value: "wacht", Label: r.Words.T("instead.wait", args)}}
	if waits {
		out.Asks = []choose{{Value: "nu", Label: r.Words.T("instead.now", args)}}
	}
	return out
}

// chooseWho keeps what the client says of who answers.
func (p *Portal) chooseWho(r *web.Request) error {
	ctx, client := r.Request().Context(), r.Client()
	var err error
	switch says := r.Field("wie"); says {
	case "wacht", "nu":
		err = p.cases.WaitFor(ctx, r.Tenant, client, says == "wacht")
	default:
		err = p.cases.AnswerHandover(ctx, client, casework.Says(says))
	}
	if err != nil {
		return err
	}
	return r.Go("/vandaag")
}
