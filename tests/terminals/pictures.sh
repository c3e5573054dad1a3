#!/usr/bin/env bash
# Takes pictures of the program in real terminals on a virtual display, to be looked at: kitty draws its graphics protocol,
# xterm (as a VT340) sixel. At the end of each run it checks that no image is left after the program has ended.
#
#     tests/terminals/pictures.sh [FOLDER] [PATTERN]
#
# PATTERN selects pictures by name. Needs the release binary (RELUTOR names another one) and the Debian packages
# xvfb kitty xterm xdotool imagemagick libgl1-mesa-dri fonts-dejavu-core fonts-noto-cjk.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
relutor=${RELUTOR:-$root/target/release/relutor}
folder=${1:-$root/target/terminals}
pattern=${2:-.}
mkdir -p "$folder"
home=$(mktemp -d)
display=
terminal=
trap 'kill ${terminal:-} ${display:-} 2>/dev/null || true; rm -rf "$home"' EXIT
export XDG_STATE_HOME=$home XDG_CONFIG_HOME=$home LIBGL_ALWAYS_SOFTWARE=1

# picture NAME TERMINAL COLUMNSxROWS 'KEYS' ARGUMENTS...
# Keys are key names of xdotool; @0.5 waits half a second.
picture() {
    local name=$1 term=$2 size=$3 keys=$4
    shift 4
    [[ $name =~ $pattern ]] || return 0
    local columns=${size%x*} rows=${size#*x}
    Xvfb -displayfd 3 -screen 0 "$((columns * 12 + 60))x$((rows * 26 + 60))x24" 3>"$home/display" >/dev/null 2>&1 &
    display=$!
    for _ in $(seq 50); do [ -s "$home/display" ] && break; sleep 0.1; done
    DISPLAY=:$(tr -d '\n' <"$home/display")
    export DISPLAY
    # The shell stays open, so that the screen after the end can be looked at.
    local command="printf 'before\\n'; \"\$0\" \"\$@\"; printf 'after\\n'; sleep 60"
    case $term in
        kitty)
            kitty --config NONE -o font_size=12 -o remember_window_size=no -o window_padding_width=0 \
                -o "initial_window_width=${columns}c" -o "initial_window_height=${rows}c" \
                bash -c "$command" "$relutor" "$@" >/dev/null 2>&1 & ;;
        xterm)
            xterm -ti vt340 -xrm 'XTerm*numColorRegisters: 256' -xrm 'XTerm*maxGraphicSize: 4000x4000' \
                -fa 'DejaVu Sans Mono' -fs 12 -bg '#16181d' -fg '#d8dce3' -geometry "${columns}x${rows}" \
                -e bash -c "$command" "$relutor" "$@" >/dev/null 2>&1 & ;;
    esac
    terminal=$!
    sleep 3
    for key in $keys; do
        case $key in
            @*) sleep "${key#@}" ;;
            *) xdotool key --clearmodifiers "$key"; sleep 0.05 ;;
        esac
    done
    sleep 0.5
    import -window root "$folder/$name.png"
    xdotool key --clearmodifiers q
    sleep 1
    import -window root "$folder/$name-after.png"
    check_is_empty "$name"
    kill "$terminal" "$display" 2>/dev/null || true
    wait "$terminal" "$display" 2>/dev/null || true
    echo "$folder/$name.png"
}

# Two short lines of text stay on a dark screen: a picture would leave far more bright pixels.
check_is_empty() {
    local share
    share=$(convert "$folder/$1-after.png" -colorspace Gray -threshold 20% -format '%[fx:100*mean]' info:)
    if awk "BEGIN { exit !($share > 1) }"; then
        echo "$1: $share % of the screen are bright after the end" >&2
        exit 1
    fi
}

for term in kitty xterm; do
    picture "$term-list" $term 120x36 ''
    # One step of each lesson before and after its answer.
    for lesson in $(seq 13); do
        picture "$term-$lesson-asked" $term 120x36 '@1' "$lesson" --step 2
        picture "$term-$lesson-answered" $term 120x36 '@1 1 @4' "$lesson" --step 2
    done
    picture "$term-race" $term 120x36 '@1 space @3' race-day --step fair
    picture "$term-fold" $term 120x36 '@1 Right Right Right @1' depth-folds --step doubling
    picture "$term-playground" $term 120x36 '@1 space @3 space' playground
    for theme in light projector; do
        picture "$term-$theme" $term 120x36 '@1 1 @2' 3 --step guess --theme "$theme"
        picture "$term-$theme-map" $term 120x36 '@1' 2 --step relu --theme "$theme"
    done
    picture "$term-korean" $term 120x36 '@1 1 @2' 3 --step guess --lang ko
    picture "$term-korean-small" $term 80x24 '@1 1 @2' 3 --step guess --lang ko
    picture "$term-small" $term 80x24 '@1 1 @2' 2 --step 2
    picture "$term-large" $term 160x45 '@1 1 @2' many-hinges --step 2
    picture "$term-end" $term 120x36 '@1' 3 --step summary
done
