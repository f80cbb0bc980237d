#!/bin/sh
# For a container, which has no cron: crawls, waits, and crawls again. every.sh SECONDS [ARGUMENT OF THE CRAWL ...]
# A signal ends the crawl that is under way in order, and then this, with the crawl's exit code.
set -u
pause=$1
shift
crawls=0 child='' told='' stopped=''

hand_on() { # once only: at a second signal a crawl drops what it is at
    [ -z "$child" ] || [ "$told" = "$child" ] || { told=$child && kill "$child" 2>/dev/null; }
}
trap 'stopped=1; hand_on' INT TERM

to_its_end() { # a signal interrupts `wait`, and what was started goes on to its end
    child=$!
    [ -z "$stopped" ] || hand_on # it came before the child had a name
    wait "$child"
    code=$?
    while kill -0 "$child" 2>/dev/null; do
        wait "$child"
        code=$?
    done
    [ "$code" -le 128 ] || { # perhaps the signal's, of a child that ended meanwhile: the shell still knows its own
        wait "$child"
        own=$?
        [ "$own" -eq 127 ] || code=$own
    }
    child=''
}

while [ -z "$stopped" ]; do
    rentspider crawl posts "$@" &
    to_its_end
    last=$code crawls=$((crawls + 1))
    case $last in
        1 | 2) [ "$crawls" -gt 1 ] || break ;; # wrong from the start: better told at once than each hour
    esac
    [ -z "$stopped" ] || break
    sleep "$pause" &
    to_its_end
done
exit "$last"
