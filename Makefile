# The few commands that people use. Everything else is plain Go.

.PHONY: run test generate format lint terminal measure search soak build man cross release

run: ## open the wizard
	go run ./cmd/posmedic

test: ## what the README says
	go test ./...

generate: ## after an edit of any YAML file
	go run ./cmd/generate

format:
	go run mvdan.cc/gofumpt@v0.12.0 -w .

lint:
	go vet ./...
	go run honnef.co/go/tools/cmd/staticcheck@v0.8.2 ./...

terminal: ## the tests that need tmux
	go test -tags terminal ./cmd/posmedic

build: ## a stripped binary in bin/
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/posmedic ./cmd/posmedic

measure: build ## start-up and key latency beside an empty program, gum and fzf
	cd cmd/measure && go run . -posmedic ../../bin/posmedic

search: ## the search on 100,000 entries, beside fzf --filter
	cd cmd/measure && go run . -search

soak: ## the kill -9 test of the store at full length
	POSMEDIC_KILL_ROUNDS=2000 go test -timeout 60m -run Kill ./flows/cases

man: ## the manual's pages, in bin/man
	go run -tags man ./cmd/posmedic man bin/man

cross: ## whether every platform compiles
	go test -count=1 -timeout 60m -tags cross ./cmd/release

release: ## an archive for each platform, and their checksums, in bin/release
	go run ./cmd/release
