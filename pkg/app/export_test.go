// SPDX-License-Identifier: EUPL-1.2

package app

import "context"

// Sweep does at once what the server does every ten minutes.
func (a *App) Sweep(ctx context.Context) { a.sweep(ctx) }
