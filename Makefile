# make check is what has to pass. It installs and starts by itself whatever the tests need.

GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOTESTSUM   := gotest.tools/gotestsum@v1.13.0
GOLANGCI    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# SQLite is C, translated to Go. To watch its every access for races takes ten times what it does, and it is not ours.
UNWATCHED   := -gcflags=modernc.org/sqlite/lib=-race=false -gcflags=modernc.org/libc=-race=false

.PHONY: check need format vet test lint bench fuzz soak faults conformance build

check: need format vet test

need: # PostgreSQL and Chromium, which the tests start themselves
	@sh .ci/need

format:
	@files=$$(go run $(GOFUMPT) -l .) || exit 1; \
	if [ -n "$$files" ]; then echo "not formatted, run: go run $(GOFUMPT) -w ."; echo "$$files"; exit 1; fi

vet:
	go vet ./...
	go vet -tags conformance ./bot/...
	go run $(STATICCHECK) ./...

test:
	go run $(GOTESTSUM) --format pkgname-and-test-fails -- -race $(UNWATCHED) -timeout 30m ./...

lint: vet
	go run $(GOLANGCI) run ./...

bench: # ratios stand beside the figures they are taken against
	go test -run '^$$' -bench . -benchmem ./...

fuzz: # ten seconds each
	go test -run '^$$' -fuzz FuzzParse -fuzztime 10s ./bot/parse
	go test -run '^$$' -fuzz FuzzSigned -fuzztime 10s ./bot/slack

soak: # the program is killed a hundred times with two hundred meetings on its hands, on both databases
	go test ./cmd/meetbot -count=1 -run KilledAgain -v -timeout 30m -args -kills=100 -meetings=200

KILLS ?= $(if $(LONG),1000,60)
faults: # real processes under kills, freezes, cuts, database restarts, one line a run; LONG=1 takes most of an hour
	cd cmd/meetbot && go test -count=1 -timeout 3h -parallel 5 -run '^TestFaults$$' -faultall -faultkills=$(KILLS)

conformance: # against files that are not in this repository: TIME_PHRASES=FILE, DISCORD_OPENAPI=FILE
	@test -n "$(TIME_PHRASES)$(DISCORD_OPENAPI)" || { echo "give TIME_PHRASES=FILE, DISCORD_OPENAPI=FILE, or both"; exit 2; }
ifdef TIME_PHRASES
	TIME_PHRASES=$(abspath $(TIME_PHRASES)) go test -count=1 -tags conformance -run ConformanceTimePhrases -v ./bot/parse
endif
ifdef DISCORD_OPENAPI
	rm -rf build/journal && mkdir -p build/journal
	DISCORD_JOURNAL=$(CURDIR)/build/journal go test -count=1 ./bot/discord ./cmd/...
	DISCORD_JOURNAL=$(CURDIR)/build/journal DISCORD_OPENAPI=$(abspath $(DISCORD_OPENAPI)) \
		go test -count=1 -tags conformance -run ConformanceOpenAPI -v ./bot/discord/discordtest
endif

build:
	go build -trimpath -o build/ ./cmd/meetbot ./cmd/playground
