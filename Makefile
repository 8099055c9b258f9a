# SPDX-License-Identifier: EUPL-1.2
# PORT and OPGELUCHT_DATA go through to the program: make run PORT=9000
MAKEFLAGS += --no-print-directory
SHELL := /bin/bash
GO_FOLDERS := assignments cmd config pkg templates/*.go templates/page

.DEFAULT_GOAL := help
.PHONY: run test check bench soak css pages pictures image help format compiled stylesheets

run: ## serves the product with a demonstration municipality at http://localhost:8080
	@scripts/setup run
	@go build -buildvcs=false -o bin/opgelucht ./cmd/opgelucht
	@exec bin/opgelucht serve --demo # not through go run, which would leave it behind when make is stopped

test: ## proves everything
	@scripts/setup test
	@$(MAKE) format compiled
	go vet ./...
	go test -count=1 -timeout 25m ./...
	@$(MAKE) stylesheets

check: ## reads every setting, municipality, sample message and assignment, and says what is wrong
	@scripts/setup run
	@go run -buildvcs=false ./cmd/opgelucht check

bench: ## measures speed, beside a bare floor that does the same work; slow
	@scripts/setup run
	OPGELUCHT_BENCH=1 go test -count=1 -timeout 60m -run '^TestBench$$' -v ./pkg/bench

soak: ## runs every fuzzer for ten minutes, two at a time, and stops at the first finding; SOAK=1m for less
	@scripts/setup run
	@scripts/soak

css: ## builds the style sheets anew
	@scripts/setup test
	@cd templates/assets && npm run --silent css

pages: ## compiles the templates of templates/page anew
	@cd templates/page && go tool templ generate

pictures: ## takes the pictures of the README anew, in the test browser
	@scripts/setup test
	@shots=$$(mktemp -d) && trap 'rm -rf "$$shots"' EXIT && mkdir -p docs/pictures && \
	OPGELUCHT_SHOTS="$$shots" go test -count=1 -run '^TestStory_fromFirstMessageToErasing$$' ./pkg/app && \
	cp "$$shots/06-today-320.png" docs/pictures/client.png && cp "$$shots/desk-case.png" docs/pictures/counsellor.png

image: ## builds the container image
	docker build -t opgelucht .

help: ## says what can be made
	@sed -n 's/^\([a-z]*\): ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 8

format:
	@wrong=$$(gofmt -l $(GO_FOLDERS)) && if [ -n "$$wrong" ]; then \
	  printf 'These files are not formatted; run gofmt -w on them:\n%s\n' "$$wrong" >&2; exit 1; fi

# What the compiled templates become is committed. This compiles them beside it and
# compares, so that it changes nothing.
compiled:
	@place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && cp templates/page/*.templ "$$place" && \
	go tool templ generate -path "$$place" -log-level error && \
	for page in "$$place"/*_templ.go; do \
	  cmp -s "$$page" "templates/page/$${page##*/}" || { \
	    echo "templates/page/$${page##*/} is not what its template becomes; run make pages and commit it." >&2; exit 1; }; \
	done

# The style sheets are committed. This builds them in a place of its own and
# compares, so that it changes nothing.
stylesheets:
	@place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && mkdir "$$place/assets" "$$place/static" && \
	cp -r templates/{page,parts,portal,desk,error,preview} "$$place" && \
	cp templates/assets/{*.css,build.mjs,package.json} "$$place/assets" && \
	ln -s "$$PWD/templates/assets/node_modules" "$$place/assets/node_modules" && \
	(cd "$$place/assets" && npm run --silent css >/dev/null) && \
	for sheet in "$$place"/static/*.css templates/static/*.css; do \
	  cmp -s "$$place/static/$${sheet##*/}" "templates/static/$${sheet##*/}" || { \
	    echo "templates/static/$${sheet##*/} is not what its sources build; run make css and commit it." >&2; exit 1; }; \
	done
