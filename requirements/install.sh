#!/bin/sh
# Installs one locked group (run, test, browser, lint or compare) into .venv, which it makes first if
# needed.
# Needs only a Python 3.11 to 3.14 with pip (or ensurepip). Called by the Makefile: it is not
# run by hand. PYTHON=/path/to/python chooses the interpreter; else the newest that fits is used.
set -eu

group=$1
venv=.venv
tools=.tools

# A user's pip settings (mirror, proxy, certificates) count, except those that would send the
# packages elsewhere than into .venv.
unset PIP_TARGET PIP_PREFIX PIP_PYTHON PIP_REQUIREMENT PIP_CONSTRAINT || true
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

# Prints the path of the interpreter if the candidate runs, fits, and can install packages. It is
# run, not only looked up: a version manager may leave names on PATH that fail when called.
probe() {
    "$1" -c '
import sys
from importlib.util import find_spec
fits = (3, 11) <= sys.version_info[:2] <= (3, 14)
able = find_spec("venv") and (find_spec("pip") or find_spec("ensurepip"))
sys.exit(1) if not (fits and able) else print(sys.executable)' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
        if probe "$name"; then return 0; fi
    done
    {
        echo "Python 3.11, 3.12, 3.13 or 3.14 with pip is needed; none was found."
        echo "Looked at: ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}."
        echo "If you have one elsewhere: make PYTHON=/path/to/python3 ..."
    } >&2
    return 1
}

has() { "$1" -c "import $2" >/dev/null 2>&1; }

# pip can install into another environment (--python) since 22.3.
pip_reaches() {
    "$1" -c 'import pip, sys; sys.exit(tuple(map(int, pip.__version__.split(".")[:2])) < (22, 3))' \
        >/dev/null 2>&1
}

make_venv() {
    rm -rf "$venv"
    python=$(find_python)
    echo "Making $venv with $("$python" -V)."
    if has "$python" pip; then
        "$python" -m venv --without-pip "$venv"
    else
        "$python" -m venv "$venv"
    fi
    echo "$python" >"$venv/.python"
}

# Runs pip for .venv: with the pip inside it, else with the pip of the Python that made it, else
# with a newer pip of our own in .tools.
run_pip() {
    base=$(cat "$venv/.python" 2>/dev/null || find_python)
    if has "$venv/bin/python" pip; then
        "$venv/bin/python" -m pip "$@"
    elif pip_reaches "$base"; then
        "$base" -m pip --python "$venv/bin/python" "$@"
    else
        if ! [ -d "$tools/pip" ]; then
            "$base" -m pip install -qq --require-hashes --only-binary :all: \
                --target "$tools" -r requirements/pip.txt
        fi
        PYTHONPATH=$tools "$venv/bin/python" -m pip "$@"
    fi
}

if ! "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' 2>/dev/null; then
    make_venv
fi
file=requirements/$group.txt
echo "Installing $(grep -c '^[a-z0-9]' "$file") packages ($group). From nothing this takes a minute or two."
run_pip install -qq --require-hashes --only-binary :all: --no-deps -r "$file"

# Each group contains the ones before it.
for contained in run test browser lint compare; do
    touch "$venv/.$contained"
    if [ "$contained" = "$group" ]; then break; fi
done
