#!/bin/sh
# One crawl for cron, which mails whatever a job prints: this prints something only when somebody should look.
# Arguments go to `scrapy crawl posts`; what the crawl says is kept in the data folder's logs/cron.log.
set -u
cd "$(dirname "$0")/.." || exit 1
logs=${RENT_DATA_DIR:-data}/logs
mkdir -p "$logs" || exit 1
said=$logs/cron-$$.log # of this run, until it is over
row=$logs/cron.row     # how the last run ended, and how many ended so in a row
started=$(date '+%F %T %z')

trap : INT TERM # a signal is the crawl's to heed, and this goes on to its end
.venv/bin/scrapy crawl posts "$@" >"$said" 2>&1
code=$?

last='' count=0
[ ! -f "$row" ] || read -r last count <"$row"
if [ "$code" = "$last" ]; then count=$((count + 1)); else count=1; fi
echo "$code $count" >"$row"

case $code in
    3 | 75) first=24 ;; # cut short, or another run is still at it: the next one goes on
    5) first=3 ;;       # the site is away: it mostly comes back
    *) first=1 ;;
esac
if [ "$code" != 0 ] && { [ "$count" = "$first" ] || [ $((count % 24)) = 0 ]; }; then
    echo "rentspider: exit $code, run $count in a row that ended so; docs/cron.md says what to do"
    tail -n 40 "$said"
fi
{ echo "== $started, exit $code" && cat "$said"; } >>"$logs/cron.log" && rm "$said"
exit "$code"
