# What the benches share. Sourced, never run: a folder of its own under /tmp that goes with the bench, free ports,
# PostgreSQL and the server started there, processor time read from the kernel, the table in bench/RESULTS.md.
# shellcheck shell=bash disable=SC2034,SC2154  # what is set here is read by the benches, and the other way round

[[ ! -d build/node/node_modules/.bin ]] || PATH=$PWD/build/node/node_modules/.bin:$PATH
PATH=$PATH:/usr/sbin
essaim=$PWD/build/release/essaim
work=$(mktemp -d /tmp/essaim-bench.XXXXXX)
chmod 755 "$work"
pids=() postgres=/usr/lib/postgresql/15/bin
export ESSAIM_METRICS_LISTEN='' ESSAIM_LOG_LEVEL=error ESSAIM_RUNTIME_FOLDER=$work/run
mkdir "$work/run"

as_postgres() { if ((EUID)); then "$@"; else (cd / && runuser -u postgres -- "$@"); fi; }
finish() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  [[ -d $work/pg/data ]] && as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# needs PROGRAM…: or says which packages bring them.
needs() {
  local need
  for need in "$@"; do
    command -v "$need" >/dev/null || { echo "bench/$(basename "$0") needs $need; the packages are in cmake/packages.txt under [test]" >&2; exit 1; }
  done
}
ensure_release() { [[ -x $essaim && -z ${REBUILD:-} ]] || ./run --build-only >/dev/null; }

free_port() { node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }
until_up() { for _ in $(seq 300); do curl -fso /dev/null "$1" && return; sleep 0.1; done; echo "nothing answers at $1" >&2; exit 1; }

# The clock ticks that these processes, with all their threads, have used.
ticks_of() { local pid sum=0; for pid in "$@"; do sum=$((sum + $(awk '{ sub(/^.*\) /, ""); print $12 + $13 }' "/proc/$pid/stat"))); done; echo "$sum"; }
# The same of PostgreSQL: the postmaster, those that live and those that have ended.
ticks_of_postgres() {
  local main pid sum
  main=$(head -n 1 "$work/pg/data/postmaster.pid")
  sum=$(awk '{ sub(/^.*\) /, ""); print $12 + $13 + $14 + $15 }' "/proc/$main/stat")
  for pid in $(pgrep -P "$main"); do sum=$((sum + $(ticks_of "$pid" 2>/dev/null || echo 0))); done
  echo "$sum"
}
seconds_of_ticks() { awk -v t="$1" -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f", t / hz }'; }
# MiB of memory a process holds: VmRSS now, RssAnon of it its own, VmHWM at most.
memory_of() { awk -v field="$2:" '$1 == field { printf "%.1f", $2 / 1024 }' "/proc/$1/status"; }
ratio_of() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / (b ? b : 1) }'; }
# The middle of the lines on standard input, by their first column.
middle() { sort -n | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }

# The least of the lines on standard input, of that column: what the round that was least disturbed says.
least_of() { awk -v at="$1" 'NR == 1 || $at < least { least = $at } END { print least }'; }

# The disk: how often 4 KiB can be appended and synced.
disk_rate() {
  local count=500 start end
  start=$(date +%s%N)
  dd if=/dev/zero of="$work/disk" bs=4k count=$count oflag=dsync conv=notrunc 2>/dev/null
  end=$(date +%s%N)
  rm -f "$work/disk"
  echo $((count * 1000000000 / (end - start)))
}

# is A '<' B: of two numbers.
is() { awk -v a="$1" -v b="$3" "BEGIN { exit !(a $2 b) }"; }
# must A '<' B: what falls short once is said in the last line.
verdict=holds
must() { is "$@" || verdict='falls short'; }

start_postgres() {
  mkdir "$work/pg"
  ((EUID)) || chown postgres: "$work/pg"
  as_postgres "$postgres/initdb" -D "$work/pg/data" -U essaim -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  as_postgres "$postgres/pg_ctl" -D "$work/pg/data" -l "$work/pg/log" -w -o "-k $work/pg -c listen_addresses=''" start >/dev/null
  postgres_url="postgresql:///postgres?host=$work/pg&user=essaim"
}

# serve NAME [option …]: a server on a data folder of that name; sets essaim_pid, base and waits until it is ready.
serve() {
  local port data=$work/$1
  shift
  port=$(free_port)
  "$essaim" serve --data "$data" --listen "127.0.0.1:$port" "$@" >"$data.log" 2>&1 &
  essaim_pid=$!
  pids+=("$essaim_pid")
  base=http://127.0.0.1:$port
  until_up "$base/readyz"
}
# The demo's member signs in at the server that serves: sets cookie.
sign_in() {
  cookie=$(curl -fsS -o /dev/null -D - -H "Origin: $base" -H 'Sec-Fetch-Site: same-origin' -H 'X-Essaim: 1' -H 'Content-Type: application/json' \
    -d '{"email":"ines.kerjean@helianne.example","password":"les-eclaireurs"}' "$base/api/v1/session" | sed -n 's/^set-cookie: \(essaim_session=[^;]*\).*/\1/p')
}
# Of the server, and of PostgreSQL where the engine is that.
ticks() { if [[ $engine == sqlite ]]; then ticks_of "$essaim_pid"; else echo $(($(ticks_of "$essaim_pid") + $(ticks_of_postgres))); fi; }
# "µs p99_ms" of PATH for who signed in, one request after the other, for so many seconds.
ask_many() {
  local before after
  before=$(ticks)
  wrk -t1 -c1 -d"${seconds}s" --latency -H "Cookie: $cookie" "$base$1" >"$work/wrk"
  after=$(ticks)
  grep -q 'Non-2xx' "$work/wrk" && { cat "$work/wrk" >&2; exit 1; }
  awk -v used=$((after - before)) -v hz="$(getconf CLK_TCK)" '/requests in/ { n = $1 }
    $1 == "99%" { p = $2; unit = p; gsub(/[0-9.]/, "", unit); p += 0; p *= unit == "us" ? 0.001 : unit == "s" ? 1000 : 1 }
    END { printf "%.1f %.2f\n", used / hz * 1e6 / n, p }' "$work/wrk"
}
halt() { kill "$essaim_pid"; wait "$essaim_pid" 2>/dev/null || true; }

machine() { echo "$(nproc) processors, $(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo | awk '{ print $1, $2 }')"; }
# A CSV of N people in groups, sites and job families; the same for the same N.
people_csv() {
  # shellcheck disable=SC2016  # the dollars are JavaScript's
  node -e '
    let seed = 7;
    const next = (below) => ((seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) >> 8) % below;
    const first = ["Awa", "Léa", "Paul", "Inès", "Jean-François", "Zoë", "Marc", "Noémie", "Karim", "Chloé"];
    const last = ["Diallo", "Martin", "Lefèvre", "Nguyên", "Óbrien", "Müller", "García", "Kowalski", "Durand", "Petit"];
    const sites = [["Lyon", "FR", "Europe/Paris"], ["London", "GB", "Europe/London"], ["Berlin", "DE", "Europe/Berlin"], ["Dakar", "SN", "Africa/Dakar"]];
    const lines = ["name,email,language,group,site,country,time_zone,job_family,status"];
    for (let at = 0; at < Number(process.argv[1]); at++) {
      const [site, country, zone] = sites[next(4)];
      lines.push([`${first[next(10)]} ${last[next(10)]}`, `p${at}@example.org`, next(3) ? "fr" : "en", `Division ${next(12)}/Service ${next(40)}/Équipe ${next(10)}`,
        `${site} ${next(60)}`, country, zone, `Métier ${next(30)}`, "employee"].join(","));
    }
    process.stdout.write(lines.join("\n") + "\n");' "$1"
}

# record NAME "what was measured" "| head |" row …: appended to the bench's table in bench/RESULTS.md, each row with how
# often this disk syncs a second. Then no other work is left, so that the bench prints its last line.
record() {
  local name=$1 what=$2 head="$3 fdatasync/s |" results=bench/RESULTS.md rate
  rate=$(disk_rate)
  echo "disk: $rate fdatasync of 4 KiB a second"
  shift 3
  set -- "${@/%/ $rate |}"
  if ! grep -qs "^## $name\$" "$results"; then
    local rule=${head//[!|]/}
    rule=${rule//|/| --- }
    printf '\n## %s\n\n%s %s.\n\n%s\n%s\n' "$name" "$what" "$(machine)" "$head" "${rule% --- }" >>"$results"
    printf '%s\n' "$@" >>"$results"
    return
  fi
  # Behind the last row of this bench's own table, wherever others stand.
  awk -v name="## $name" -v rows="$(printf '%s\n' "$@")" '
    { line[NR] = $0; if ($0 ~ /^## /) mine = ($0 == name); if (mine && /^\|/) last = NR }
    END { for (i = 1; i <= NR; i++) { print line[i]; if (i == last) print rows } }' "$results" >"$work/results" && cat "$work/results" >"$results"
}
