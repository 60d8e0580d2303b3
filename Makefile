# The commands for people; `make` without arguments lists them.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.ONESHELL:

ADDRESS := 127.0.0.1:8080
ENV := . .ci/env
SOURCES := $(shell find app core/src core/samples style .ci/bin -type f -not -path '*/dist/*') \
	index.html Trunk.toml Cargo.toml Cargo.lock package.json package-lock.json

.PHONY: help serve build check test soak wasm e2e pictures hostile bench fuzz tools test-tools clean

help:
	@sed -n 's/^## //p' Makefile

## make serve   builds the app and serves it on http://127.0.0.1:8080
serve: build
	@$(ENV)
	echo "Cyclotron is on http://$(ADDRESS)  (Ctrl-C ends it)"
	exec sirv dist --quiet --host $(firstword $(subst :, ,$(ADDRESS))) --port $(lastword $(subst :, ,$(ADDRESS)))

## make build   builds the static site into dist/
build: tools dist/index.html

dist/index.html: $(SOURCES)
	@$(ENV)
	echo "==> trunk build --release"
	CARGO_ENCODED_RUSTFLAGS=$$(.ci/rustflags) trunk build --release

tools:
	@.ci/install build

test-tools: tools
	@.ci/install test

## make check   formatting, lints, types and documentation
check: tools
	@$(ENV)
	# Debian's Rust has neither clippy nor rustfmt; the usual one, perhaps older, has both.
	if ! cargo clippy --version >/dev/null 2>&1; then unset RUSTUP_TOOLCHAIN; fi
	cargo fmt --all --check
	npm run --silent build
	cargo clippy --ignore-rust-version --workspace --all-targets --features cyclotron-core/cli -- -D warnings
	npm run --silent check
	RUSTDOCFLAGS="-D warnings -A rustdoc::private-intra-doc-links" cargo doc --ignore-rust-version --workspace --no-deps --document-private-items --quiet

## make test    every test: core's, the wasm ones, and the journeys in Chromium and Firefox
test:
	@.ci/test

## make soak    the tests that are too long for `make test`: every public bundle's form, 50 kills, the hostile set; hours
soak:
	@.ci/test soak

## make wasm    those of core's tests that could differ in Chromium
wasm: test-tools
	@$(ENV)
	echo "==> cargo test --target wasm32-unknown-unknown"
	playwright test --config tests/wasm/playwright.config.ts

## make e2e     the journeys alone
e2e: test-tools build
	@$(ENV)
	echo "==> playwright test"
	playwright test --config tests/playwright.config.ts

## make pictures the screenshots of the README and of the tests, taken again
pictures: test-tools build
	@$(ENV)
	playwright test --config tests/playwright.config.ts --project visual --update-snapshots

## make hostile the malicious archives and texts, natively and in Chromium; some minutes
hostile: test-tools build
	@$(ENV)
	cargo test --profile hostile --package cyclotron-core --test hostile_set
	HOSTILE_SET=1 playwright test --config tests/playwright.config.ts --project hostile

## make bench   measures, and prints ratios
bench: test-tools build
	@$(ENV)
	cargo bench --package cyclotron-core
	playwright test --config tests/bench/playwright.config.ts

## make fuzz    a million hostile inputs for each part that reads them; needs cargo-fuzz and nightly Rust
fuzz:
	@core/fuzz/run

clean:
	rm -rf target dist app/editor/dist tests/results
