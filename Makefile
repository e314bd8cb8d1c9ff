# Everything that a user or a contributor runs; `make help` lists it.

# For the processor of this machine; results record how they were built.
SWIFT_FLAGS ?= -c release -Xcc -march=native
PREFIX ?= /usr/local
# The compiler that comes with Swift; it looks for the headers of the libraries below.
CLANG ?= clang

DESCENT = .build/release/descent
# What plugins are compiled against when Descent loads them.
MODULES = $(DESCENT).modules
C_MODULES = CKernels CZlib
KEEP_MODULES = mkdir -p $(MODULES) && cp -r .build/release/Modules/Descent.swiftmodule \
  $(MODULES)/ && for module in $(C_MODULES); do \
    rm -rf $(MODULES)/$$module && cp -r Sources/$$module/include $(MODULES)/$$module; done
# Where the program comes from, for the provenance of results; Descent believes it while it is not
# older than the program.
BUILD_RECORD = commit=$$(git rev-parse --short HEAD 2>/dev/null) || commit=unknown; \
  changes=$$(git status --porcelain 2>/dev/null); \
  version=$$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p'); \
  modules=$$(cat $(MODULES)/Descent.swiftmodule $(C_MODULES:%=$(MODULES)/%/*) | sha256sum | cut -c 1-64); \
  printf '{"commit": "%s", "isDirty": %s, "swiftVersion": "%s", "compilerFlags": "%s",' \
    "$$commit" "$$([ -z "$$changes" ] && echo false || echo true)" "$$version" "$(SWIFT_FLAGS)"; \
  printf ' "modules": "%s"}\n' "$$modules"
RECORD_BUILD = $(KEEP_MODULES) && { $(BUILD_RECORD); } >$(DESCENT).build.json

LINTED = Sources plugins Tests Package.swift

# Debian package=header. Where libxsmm does not exist, the portable kernel of Descent serves.
LIBRARIES = libyaml-dev=yaml.h libsqlite3-dev=sqlite3.h \
  libboost-dev=boost/math/distributions.hpp zlib1g-dev=zlib.h
ifeq ($(shell uname -m),x86_64)
LIBRARIES += libxsmm-dev=libxsmm.h
endif

.NOTPARALLEL:
.PHONY: build setup demo test test-reference fuzz bench lint format install clean help

build: setup ## Build the command `descent` (the default)
	swift build $(SWIFT_FLAGS)
	@$(RECORD_BUILD)
	@echo "built $(DESCENT)"

setup: ## Install the libraries that are missing (Debian and Ubuntu)
	@command -v swift >/dev/null && command -v $(CLANG) >/dev/null || { \
	  echo "error: no 'swift' on the PATH; install the Swift toolchain 6.2 or newer" \
	    "and add its folder usr/bin to the PATH" >&2; exit 1; }
	@missing=$$({ for library in $(LIBRARIES); do \
	    printf '#if !__has_include(<%s>)\n%s\n#endif\n' "$${library#*=}" "$${library%%=*}"; \
	  done; } | $(CLANG) -E -P -x c -) || exit 1; \
	command -v pkg-config >/dev/null || missing="$$missing pkg-config"; \
	missing=$$(echo $$missing); \
	[ -n "$$missing" ] || exit 0; \
	if ! command -v apt-get >/dev/null; then \
	  echo "error: libraries are missing; install what Debian calls: $$missing" >&2; exit 1; \
	fi; \
	if [ "$$(id -u)" = 0 ]; then root=; \
	elif command -v sudo >/dev/null; then root=sudo; \
	else echo "error: as root, run: apt-get install $$missing" >&2; exit 1; fi; \
	echo "installing $$missing"; \
	$$root apt-get update -q && \
	  $$root env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -q --yes --no-install-recommends $$missing

demo: build ## Train the first experiment and say where its report is
	$(DESCENT) run experiments/quickstart.yaml

test: setup ## Run the tests; needs no Python
	swift build $(SWIFT_FLAGS) --build-tests
	@$(RECORD_BUILD)
	swift test $(SWIFT_FLAGS) --disable-testable-imports --skip-build
	swift test $(BENCHMARKS) --disable-testable-imports
	@cp Package.resolved Tests/Example
	@trap 'rm -f .build/*.yaml' EXIT INT TERM; echo "swift test $(EXAMPLE)"; \
	swift test $(EXAMPLE) --disable-testable-imports

# A package that depends on Descent. It shares what is built here: only the plan of the build must not
# be taken over, neither from here nor back.
EXAMPLE = --package-path Tests/Example --scratch-path .build --disable-build-manifest-caching \
  $(SWIFT_FLAGS)

# MARK: - Reference

# A virtual environment outside the tree, made anew when its requirements change.
REFERENCE_VENV = $${XDG_CACHE_HOME:-$$HOME/.cache}/descent/reference-venv
REQUIREMENTS = Tests/Reference/requirements.txt

test-reference: build ## Check results and golden data against PyTorch, optax, scikit-learn and pandas
	@venv="$(REFERENCE_VENV)"; \
	if ! cmp -s $(REQUIREMENTS) "$$venv/requirements.txt"; then \
	  echo "installing $(REQUIREMENTS) into $$venv"; \
	  python3 -m venv --clear "$$venv" && \
	    "$$venv/bin/pip" install --quiet --requirement $(REQUIREMENTS) && \
	    cp $(REQUIREMENTS) "$$venv/requirements.txt" || exit 1; \
	fi
	@set -e; reference=Tests/Reference; python="$(REFERENCE_VENV)/bin/python"; \
	results=$$(mktemp -d); trap 'rm -rf "$$results"' EXIT; \
	echo "$$reference/check_tables.py"; \
	$(DESCENT) run experiments/quickstart.yaml --quiet --results "$$results/quickstart"; \
	"$$python" $$reference/check_tables.py "$$results/quickstart"; \
	echo "$$reference/check_loading.py"; \
	"$$python" $$reference/check_loading.py "$$results/quickstart"; \
	for experiment in experiments/momentum.yaml $$reference/repeat_*.yaml; do \
	  echo "$$reference/repeat_run.py: $$experiment"; \
	  $(DESCENT) run $$experiment --quiet --save-weights --results "$$results/repeated" >/dev/null; \
	  "$$python" $$reference/repeat_run.py "$$results/repeated"; \
	  rm -r "$$results/repeated"; \
	done; \
	echo "$$reference/shipped_sets.py"; "$$python" $$reference/shipped_sets.py $(DESCENT); \
	echo "$$reference/check_schema.py"; "$$python" $$reference/check_schema.py $(DESCENT); \
	echo "$$reference/check_reports.py"; \
	swift build $(SWIFT_FLAGS) --build-tests; \
	RANDOM_SWEEPS="$$results/sweeps" swift test $(SWIFT_FLAGS) --disable-testable-imports --skip-build \
	  --filter RandomSweepTests; \
	"$$python" $$reference/check_reports.py "$$results/sweeps"; \
	if [ -e $$reference/check_golden.py ]; then \
	  echo "$$reference/check_golden.py"; "$$python" $$reference/check_golden.py; \
	fi

# MARK: - Fuzzing

# A package of its own: Descent with the coverage of libFuzzer, which lld alone links.
FUZZING = .build/fuzzing
FUZZER = --package-path Tests/Fuzzing --scratch-path $(FUZZING) $(SWIFT_FLAGS) \
  -Xswiftc -sanitize=fuzzer -Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld
RUNS ?= 1000000
SEED ?= 1

fuzz: build ## Plan RUNS mutated experiment files; what crashes, hangs or fills the memory is kept
	swift build $(FUZZER) --product fuzz
	@rm -rf $(FUZZING)/corpus $(FUZZING)/found && mkdir $(FUZZING)/corpus $(FUZZING)/found
	@cp experiments/*.yaml Tests/Reference/*.yaml $(FUZZING)/corpus
	@$(DESCENT) schema | grep -o '"[A-Za-z_.]*"' | sort -u >$(FUZZING)/names.dict
	$(FUZZING)/release/fuzz -runs=$(RUNS) -seed=$(SEED) -max_len=4096 -rss_limit_mb=200 -timeout=10 \
	  -dict=$(FUZZING)/names.dict -artifact_prefix=$(FUZZING)/found/ -print_final_stats=1 $(FUZZING)/corpus

# MARK: - Speed

# A package of its own, which uses the command alone.
BENCHMARKS = --package-path Tests/Benchmarks --scratch-path .build/benchmarks $(SWIFT_FLAGS)
ROUNDS ?= 5

bench: build ## Measure the speed; PYTHON=path adds JAX, scikit-learn and PyTorch
	@swift build $(BENCHMARKS) >&2
	@.build/benchmarks/release/bench --rounds $(ROUNDS) $(if $(PYTHON),--python "$(PYTHON)")

# MARK: - Source

lint: ## Check the format of the Swift files
	swift format lint --strict --recursive --parallel $(LINTED)

format: ## Format the Swift files
	swift format --in-place --recursive --parallel $(LINTED)

# MARK: - Installation

install: ## Copy the command and the experiments below PREFIX
	@[ -x $(DESCENT) ] || { echo "error: nothing is built; run 'make' first" >&2; exit 1; }
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/descent/experiments/data"
	install -d "$(DESTDIR)$(PREFIX)/share/descent/plugins/Examples"
	install -d $(C_MODULES:%="$(DESTDIR)$(PREFIX)/lib/descent/modules/%")
	install $(DESCENT) "$(DESTDIR)$(PREFIX)/bin/descent"
	install -m 644 $(MODULES)/Descent.swiftmodule "$(DESTDIR)$(PREFIX)/lib/descent/modules"
	for module in $(C_MODULES); do install -m 644 $(MODULES)/$$module/* \
	  "$(DESTDIR)$(PREFIX)/lib/descent/modules/$$module"; done
	[ ! -e $(DESCENT).build.json ] || install -m 644 $(DESCENT).build.json "$(DESTDIR)$(PREFIX)/bin"
	install -m 644 experiments/*.yaml "$(DESTDIR)$(PREFIX)/share/descent/experiments"
	install -m 644 experiments/data/* "$(DESTDIR)$(PREFIX)/share/descent/experiments/data"
	install -m 644 plugins/Examples/* "$(DESTDIR)$(PREFIX)/share/descent/plugins/Examples"

clean: ## Remove what was built; results stay
	rm -rf .build

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' Makefile
