# SPDX-License-Identifier: EUPL-1.2
.PHONY: run test
test:
	go test ./pkg/access ./pkg/assignment ./pkg/calendar ./pkg/catalog ./pkg/config ./pkg/content ./pkg/disclosure ./pkg/dossier ./pkg/formula ./pkg/money ./pkg/sample ./pkg/seal ./pkg/tenant ./pkg/token
