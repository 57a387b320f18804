# The suites of ./test. Sourced after bin/lib.sh, never run.
# shellcheck shell=bash disable=SC2317
# A suite is prepare_NAME (builds; its failure is the suite's) and suite_NAME, which runs tests and records each with
# `record`, in build/results/NAME.tsv: ok or failed, name, milliseconds. Whatever the runner, the count is the same.

suite=''            # the one that runs
postgres_folder=''  # set while our PostgreSQL runs

record() {  # ok|failed NAME [MILLISECONDS]
  printf '%s\t%s\t%s\n' "$1" "$2" "${3:-0}" >>"build/results/$suite.tsv"
}

# case_of NAME command …: one test that is a command.
case_of() {
  local name=$1 start=${EPOCHREALTIME/./}
  shift
  wanted "$name" || return 0
  printf '\n== %s\n' "$name"
  if "$@"; then record ok "$name" $(((${EPOCHREALTIME/./} - start) / 1000)); else
    record failed "$name" $(((${EPOCHREALTIME/./} - start) / 1000))
  fi
}

wanted() { [[ $ESSAIM_TEST_MODE != promises || $1 == *promise_[0-9]* ]]; }

# A suite that waits for ever must say so while somebody still listens.
longest_silence=720
end_tree() {
  local child
  for child in $(pgrep -P "$1"); do end_tree "$child"; done
  kill "$1" 2>/dev/null || true
}

run_suite() {
  suite=$1
  local log="build/logs/test-$1.log" start=$SECONDS next=30 pid status=0 passed failed seen=0 count moved
  : >"build/results/$1.tsv"
  if ! "prepare_$1"; then record failed "$1 does not build"; fi
  if [[ ! -s build/results/$1.tsv ]]; then
    local built=$SECONDS
    "suite_$1" >"$log" 2>&1 </dev/null &
    pid=$! moved=$SECONDS
    while kill -0 "$pid" 2>/dev/null; do
      sleep 0.2
      count=$(wc -l <"build/results/$1.tsv")
      if (( count != seen )); then seen=$count moved=$SECONDS; fi
      if (( SECONDS - moved > longest_silence )); then
        record failed "$1 ended no test for $longest_silence s"
        end_tree "$pid"
      fi
      if (( SECONDS - built >= next )); then
        say "  … $1, $((SECONDS - built)) s, $count tests so far"
        next=$((next + 60))
      fi
    done
    wait "$pid" || status=$?
    # A runner that died with no failed test on record has failed as a whole.
    if (( status )) && ! grep -q '^failed' "build/results/$1.tsv"; then record failed "$1 ended with status $status"; fi
  fi
  passed=$(grep -c '^ok' "build/results/$1.tsv" || true)
  failed=$(grep -c '^failed' "build/results/$1.tsv" || true)
  [[ $ESSAIM_TEST_MODE != promises || $failed != 0 ]] || return 0
  say "$(printf '%-10s %6d ok %4d failed %6d s' "$1" "$passed" "$failed" $((SECONDS - start)))"
  if (( failed )); then
    sed -n 's/^failed\t\([^\t]*\).*/    failed: \1/p' "build/results/$1.tsv" | head -n 40
    [[ ! -s $log ]] || { say "    the end of $log:"; tail -n 60 "$log" | cut -c 1-400 | sed 's/^/    | /'; }
  fi
}

finish() {  # SECONDS
  local passed failed lines
  passed=$(cat build/results/*.tsv | grep -c '^ok' || true)
  failed=$(cat build/results/*.tsv | grep -c '^failed' || true)
  if [[ $ESSAIM_TEST_MODE == promises ]]; then
    # promise_5_a_click_counts_once, wherever it stands in a name, becomes "promise 5  a click counts once".
    lines=$(cat build/results/*.tsv | sed -nE 's/^(ok|failed)\t.*promise_([0-9]+)_?([^\t]*)\t.*/\2\t\3\t\1/p' |
      sed 's/\/[0-9]*\t/\t/' | awk -F '\t' '{ gsub("_", " ", $2); key = $1 "\t" $2; if (!(key in said) || $3 == "failed") said[key] = $3 }
        END { for (key in said) print key "\t" said[key] }' | sort -t $'\t' -k 1,1n -k 2,2)
    failed=$((failed - $(cat build/results/*.tsv | grep '^failed' | grep -c 'promise_[0-9]' || true)))
    awk -F '\t' -v other="$failed" 'NF { printf "promise %-3d %s  %s\n", $1, $2, $3; promises[$1] = 1; tests++; bad += $3 == "failed" }
      END { for (p in promises) count++
        printf "%d promises, %d tests, %d failed\n", count, tests, bad + other; exit bad + other > 0 || !tests }' <<<"$lines"
  else
    say "$(printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)))"
    say "$passed passed, $failed failed"
    (( failed == 0 && passed > 0 ))
  fi
}

stop_everything() {
  if [[ -n $postgres_folder ]]; then
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$postgres_folder"
    postgres_folder=''
  fi
}

# PostgreSQL 15, a real one: its own folder outside the clone, a Unix socket, an unprivileged user.
postgres_bin=/usr/lib/postgresql/15/bin
as_postgres() { if (( EUID )); then "$@"; else (cd / && runuser -u postgres -- "$@"); fi; }
ensure_postgres() {
  [[ -z $postgres_folder ]] || return 0
  local folder
  folder=$(mktemp -d /tmp/essaim-postgres.XXXXXX)
  (( EUID )) || chown postgres: "$folder"
  start_postgres() {
    as_postgres "$postgres_bin/initdb" -D "$folder/data" -U essaim -A trust -E UTF8 --locale=C.UTF-8 --no-sync &&
      as_postgres "$postgres_bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -t 60 \
        -o "-k $folder -c listen_addresses='' -c max_connections=300 -c shared_buffers=64MB" start
  }
  step postgres "Starting PostgreSQL 15" start_postgres || return 1
  postgres_folder=$folder
  export ESSAIM_TEST_POSTGRES="postgresql:///postgres?host=$folder&user=essaim"
}

# Sanitizers: stop at the first finding, with readable stacks.
export ASAN_OPTIONS='detect_leaks=1:strict_string_checks=1:check_initialization_order=1:detect_stack_use_after_return=1'
export UBSAN_OPTIONS='print_stacktrace=1:halt_on_error=1'
export TSAN_OPTIONS='halt_on_error=1:second_deadlock_stack=1:exitcode=66'
ASAN_SYMBOLIZER_PATH=$(command -v llvm-symbolizer || true)
export ASAN_SYMBOLIZER_PATH

# gtest PRESET FILTER: GoogleTest's own lines become records; a test that began and never ended is a crash. Two halves
# side by side: one test at a time leaves the other processor idle.
gtest() {
  local filter=$2 half halves=() status=0
  [[ $ESSAIM_TEST_MODE != promises ]] || filter='*promise_*'
  for half in 0 1; do
    GTEST_TOTAL_SHARDS=2 GTEST_SHARD_INDEX=$half gtest_half "$1" "$filter" >"build/logs/$suite-$half.log" 2>&1 &
    halves+=($!)
  done
  for half in 0 1; do
    wait "${halves[half]}" || status=1
    cat "build/logs/$suite-$half.log"
  done
  return "$status"
}
gtest_half() {
  "build/$1/unit_tests" --gtest_color=no --gtest_filter="$2" 2>&1 | tee /dev/stderr | awk -v results="build/results/$suite.tsv" '
    /^\[ RUN      \]/ { running = $4; next }
    /^\[       OK \]/ { sub(/\(/, "", $5); print "ok\t" $4 "\t" $5 >>results; fflush(); running = ""; next }
    /^\[  FAILED  \] .* ms\)$/ { name = $4; sub(/,$/, "", name); match($0, /\([0-9]+ ms/); print "failed\t" name "\t" substr($0, RSTART + 1, RLENGTH - 4) >>results; fflush(); running = ""; next }
    /^\[  SKIPPED \] .* ms\)$/ { running = "" }
    END { if (running != "") print "failed\t" running " (crashed)\t0" >>results }' >/dev/null
}

node_test() {  # node's own runner: arguments are its options and files
  local names=()
  [[ $ESSAIM_TEST_MODE != promises ]] || names=(--test-name-pattern='promise_[0-9]')
  ESSAIM_RESULTS="$PWD/build/results/$suite.tsv" node --test --test-timeout=600000 --test-reporter=./tests/lib/reporter.mjs --test-reporter-destination=stdout \
    "${names[@]}" "$@"
}

# checks: what a reader of the source can promise; seconds.
prepare_checks() { :; }
suite_checks() {
  case_of 'check-includes refuses what it should' bin/check-includes --self-test
  case_of 'who includes whom' bin/check-includes
  case_of 'check-sizes measures what it should' bin/check-sizes --self-test
  case_of 'sizes of files and functions' bin/check-sizes
  case_of 'check-rooms refuses what it should' bin/check-rooms --self-test
  case_of 'rooms of SQL, no state in features' bin/check-rooms
  case_of 'formats and shell scripts' bin/lint --all --format
}

# unit: rule tables and operations, under ASan and UBSan (in the inner loop: the debug build).
unit_preset() { if [[ $ESSAIM_TEST_MODE == fast ]]; then echo debug; else echo asan; fi; }
prepare_unit() { (ensure_preset "$(unit_preset)" unit_tests) && ensure_postgres; }
suite_unit() { gtest "$(unit_preset)" '*'; }

# tsan: what many threads touch.
prepare_tsan() { (ensure_preset tsan unit_tests) && ensure_postgres; }
suite_tsan() { gtest tsan '*Db*:*Jobs*:*Links*:*Server*:*FastLane*:*Event*'; }

# fuzz: each parser over its corpus, then ten seconds of new input.
prepare_fuzz() { (ensure_preset fuzz); }
suite_fuzz() {
  local source name seconds=${ESSAIM_FUZZ_SECONDS:-10}
  mkdir -p build/results/fuzz
  for source in tests/fuzz/*_fuzz.cpp; do
    [[ -e $source ]] || continue
    name=$(basename "$source" .cpp)
    case_of "$name: corpus" fuzz_once "$name" -runs=0
    while (( $(jobs -rp | wc -l) >= 2 )); do wait -n || true; done
    case_of "$name: $seconds s of new input" fuzz_once "$name" -max_total_time="$seconds" &
  done
  wait
}
fuzz_once() {
  local name=$1 found status=0
  shift
  found=$(mktemp -d)
  mkdir -p "tests/fuzz/corpus/${name%_fuzz}"
  "build/fuzz/$name" "$@" -timeout=10 -rss_limit_mb=1536 -max_len=65536 -print_final_stats=0 \
    -artifact_prefix="build/results/fuzz/$name-" "$found" "tests/fuzz/corpus/${name%_fuzz}" 2>&1 | grep -vE '^#[0-9]+.*(NEW|REDUCE|pulse)' || true
  status=${PIPESTATUS[0]}
  rm -rf "$found"
  return "$status"
}

# compile: programs that must not compile. Without -DMUST_FAIL each compiles; with it, the compiler says what // expect: says.
prepare_compile() { (ensure_preset "$(unit_preset)" unit_tests); }
suite_compile() {
  local source
  for source in tests/compile_fail/*.cpp; do
    [[ -e $source ]] || continue
    case_of "$(basename "$source" .cpp)" must_not_compile "$source"
  done
}
must_not_compile() {
  local expected said compiler=(g++ -std=c++20 -fsyntax-only -Wall -Wextra -Wshadow -Werror -Iserver "-Ibuild/$(unit_preset)/generated" -I/usr/include/postgresql)
  expected=$(sed -n 's/^\/\/ expect: //p' "$1")
  [[ -n $expected ]] || { echo "$1 says nothing after // expect:"; return 1; }
  "${compiler[@]}" "$1" || { echo "$1 does not compile even without -DMUST_FAIL"; return 1; }
  if said=$("${compiler[@]}" -DMUST_FAIL "$1" 2>&1); then echo "$1 compiles with -DMUST_FAIL"; return 1; fi
  grep -qF -- "$expected" <<<"$said" || { printf '%s is refused with other words:\n%s\n' "$1" "$said"; return 1; }
}

# web: lint, types, and the tests of rules and components.
prepare_web() { [[ ! -f web/package.json ]] || (ensure_modules web); }
suite_web() {
  [[ -f web/package.json ]] || return 0
  if [[ $ESSAIM_TEST_MODE != promises ]]; then
    case_of 'web: eslint and prettier' npm run --prefix web --silent lint
    case_of 'web: types' npm run --prefix web --silent check
  fi
  local names=() status=0
  [[ $ESSAIM_TEST_MODE != promises ]] || names=(-t 'promise_[0-9]')
  rm -f build/results/vitest.json
  npm run --prefix web --silent test -- --reporter=default --reporter=json --outputFile.json="$PWD/build/results/vitest.json" "${names[@]}" || status=$?
  if [[ -f build/results/vitest.json ]]; then node tests/lib/records.mjs build/results/vitest.json >>"build/results/$suite.tsv"; fi
  return "$status"
}

# lint: clang-tidy.
prepare_lint() { (ensure_preset asan unit_tests); }
suite_lint() { case_of 'clang-tidy' bin/lint --all; }

# scenarios: HTTP stories on the real executable, on SQLite and on PostgreSQL.
prepare_scenarios() { (ensure_release && ensure_modules tests/scenarios) && ensure_postgres; }
suite_scenarios() {
  local status=0 engine
  compgen -G 'tests/scenarios/*.test.mjs' >/dev/null || return 0
  for engine in sqlite postgres; do
    ESSAIM_ENGINE=$engine node_test --test-concurrency=2 tests/scenarios/*.test.mjs || status=1
  done
  return "$status"
}

# security: tests/security/README.md, a line each check; on PostgreSQL too where it touches what is stored.
prepare_security() { prepare_scenarios; }
suite_security() {
  local status=0
  ESSAIM_ENGINE=sqlite node_test --test-concurrency=2 tests/security/*.test.mjs || status=1
  ESSAIM_ENGINE=postgres node_test --test-concurrency=2 tests/security/{access,doors,stored,content}.test.mjs || status=1
  return "$status"
}

# faults: killed under load, disk full; node scripts on the real executable.
prepare_faults() { prepare_scenarios; }
suite_faults() {
  compgen -G 'tests/faults/*.test.mjs' >/dev/null || return 0
  node_test --test-concurrency=1 tests/faults/*.test.mjs
}

# screens: every screen on given answers, in a real Chromium: accessibility, the policy, no sideways scroll.
prepare_screens() { (ensure_web && ensure_modules web); }
suite_screens() {
  [[ $ESSAIM_TEST_MODE != promises ]] || return 0
  SCREENS_PORT=$(free_port) run_playwright web --config tests/screens/playwright.config.ts
}
free_port() {
  node -e 'const server = require("node:net").createServer().listen(0, "127.0.0.1", () => {
    console.log(server.address().port);
    server.close();
  });'
}

# journeys: a person in a real Chromium.
prepare_journeys() { (ensure_release && ensure_modules tests/scenarios && ensure_modules tests/journeys); }
suite_journeys() {
  [[ -f tests/journeys/playwright.config.mjs ]] || return 0
  local names=()
  [[ $ESSAIM_TEST_MODE != promises ]] || names=(-g 'promise_[0-9]' --pass-with-no-tests)
  run_playwright tests/journeys "${names[@]}"
}

# run_playwright FOLDER [argument …]: its tests, each on record as it ends.
run_playwright() {
  local folder=$1 records="$PWD/build/results/$suite.tsv" reporter="$PWD/tests/lib/playwright_records.mjs"
  shift
  (cd "$folder" && ESSAIM_RECORDS=$records node_modules/.bin/playwright test --reporter="list,$reporter" "$@")
}
