# The few commands that people use. Everything else is plain Go.

.PHONY: run test generate format lint terminal printing font measure line monkey search soak build man cross release

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

terminal: ## the tests that need tmux, GNU screen, bash-completion, zsh and fish
	go test -tags terminal ./cmd/posmedic

printing: ## the tests that need Chromium, Graphviz, poppler-utils and zbar-tools
	go test -tags printing ./flows/draw ./flows/report ./flows/drill/exam ./tui

font: ## the font of PDFs anew, after the knowledge has new characters; needs fonts-wqy-microhei and python3-fonttools
	/usr/bin/python3 flows/report/font/subset.py

build: ## a stripped binary in bin/
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o bin/posmedic ./cmd/posmedic

measure: build ## start-up and key latency beside an empty program, gum and fzf
	cd cmd/measure && go run . -posmedic ../../bin/posmedic

line: build ## start-up and keys over a line with a delay of 200 ms
	cd cmd/measure && go run . -posmedic ../../bin/posmedic -delay 200ms

monkey: build ## 100,000 random keys, pastes, clicks and sizes on a real store, and an hour of them through a terminal
	POSMEDIC_MONKEY=100000 go test -count=1 -timeout 30m -run MonkeyOnDisk -v ./tui
	cd cmd/measure && go run . -posmedic ../../bin/posmedic -monkey 1h

search: ## the search on 100,000 entries, beside fzf --filter
	cd cmd/measure && go run . -search

soak: ## the tests that kill and crowd the store, and those that look for card numbers, at full length; the last two need strace
	POSMEDIC_KILL_ROUNDS=2000 go test -timeout 60m -run Kill ./flows/cases
	POSMEDIC_WRITE_TIME=60s go test -timeout 10m -run ManyProcesses ./flows/cases
	POSMEDIC_LEAK_ROUNDS=10 go test -count=1 -timeout 60m -run 'CardNumber' ./cmd/posmedic ./tui
	go test -count=1 -timeout 20m -tags strace -run 'SystemCall|EveryWrite' ./flows/cases
	go test -count=1 -tags strace -run NoNetwork ./cmd/posmedic

man: ## the manual's pages, in bin/man
	go run -tags man ./cmd/posmedic man bin/man

cross: ## whether every platform compiles
	go test -count=1 -timeout 60m -tags cross ./cmd/release

release: ## an archive for each platform, and their checksums, in bin/release
	go run ./cmd/release
