# make check is what has to pass. It installs and starts by itself whatever the tests need.

GOFUMPT     := mvdan.cc/gofumpt@v0.12.0
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOTESTSUM   := gotest.tools/gotestsum@v1.13.0
GOLANGCI    := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0

# SQLite is C, translated to Go. To watch its every access for races takes ten times what it does, and it is not ours.
UNWATCHED   := -gcflags=modernc.org/sqlite/lib=-race=false -gcflags=modernc.org/libc=-race=false

.PHONY: check need format vet test lint bench profile fuzz soak faults conformance build

check: need format vet test

need: # PostgreSQL, Prosody and Chromium, which the tests start themselves
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

# Packages with benchmarks of their own.
BENCHED = $(sort $(dir $(shell grep -rl --include='*_test.go' '^func Benchmark' bot core web)))

bench: # how fast everything is beside its floor, as a table with goals, in some minutes; LONG=1: all of it, with more rounds
	cd cmd/internal/bench && go test -count=1 -timeout 2h -run '^TestRatios$$' -measure=$(if $(LONG),long,short) -commit=$$(git describe --always --dirty)
	go test -run '^$$' -bench . -benchmem -benchtime $(if $(LONG),1s,50ms) $(addprefix ./,$(BENCHED))
	go test -run '^$$' -bench . -benchmem -benchtime $(if $(LONG),2000x,200x) ./cmd/internal/bench

profile: # where the time and the memory of the three main paths go
	@mkdir -p build/profile
	@for path in Meet Queue Page; do \
		go test -run '^$$' -bench "^Benchmark$$path$$" -benchmem -benchtime $(if $(LONG),4000x,2000x) -o build/profile/bench.test \
			-cpuprofile build/profile/$$path.cpu -memprofile build/profile/$$path.heap -memprofilerate 8192 ./cmd/internal/bench || exit 1; \
	done
	@echo "In build/profile: Meet (a /meet stored and answered), Queue (claim to settled) and Page (live page), .cpu and .heap of each."
	@echo "To look: go tool pprof -http=localhost:0 build/profile/Meet.cpu"
	@echo "         go tool pprof -sample_index=alloc_space -top build/profile/Meet.heap"

fuzz: # ten seconds each
	go test -run '^$$' -fuzz FuzzParse -fuzztime 10s ./bot/parse
	go test -run '^$$' -fuzz FuzzSigned -fuzztime 10s ./bot/slack

soak: # the program is killed a hundred times with two hundred meetings on its hands, on both databases
	go test ./cmd/meetbot -count=1 -run KilledAgain -v -timeout 30m -args -kills=100 -meetings=200
	go test ./core -count=1 -run KillInTheMiddle -args -kills=50

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
