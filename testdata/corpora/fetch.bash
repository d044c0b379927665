# Sourced by the corpus scripts: where corpora live, and how their sources get there.
# Exit code 77 (skipped, for CTest): this machine cannot fetch or build them.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
BUILDDIR=${BUILDDIR:-$here/../../build/release}
corpora=${PINLINT_CORPORA:-$BUILDDIR/corpora}
PINLINT=${PINLINT:-$BUILDDIR/bin/pinlint}
PYTHON=${PYTHON:-python3}

skip() { printf 'skipped: %s\n' "$*"; exit 77; }

need() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || skip "$program is not installed"
    done
}

# apt-get with lists of its own, that hold Debian 12's packages and their sources: the system's configuration stays as it is, and
# no privilege is needed. What is installed does not matter: a security update of it is not in these lists.
apt_debian() {
    local apt=$corpora/.apt mirror
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    : >"$apt/status"
    # The mirror that the system uses, if it is a Debian.
    # shellcheck disable=SC2016
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' \
        2>/dev/null | grep -v security | head -n 1) || true
    mirror=${mirror:-http://deb.debian.org/debian}
    printf '%s '"${mirror%/}"' bookworm main\n' deb deb-src >"$apt/sources.list"
    apt-get -q -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::State::lists="$apt/lists" -o Dir::State::status="$apt/status" -o Dir::Cache="$apt/cache" \
        -o APT::Sandbox::User= "$@"
}

# fetch NAME VERSION: Debian 12's sources (checked against the archive's signature) in $corpora/NAME-VERSION.
fetch() {
    local name=$1 version=$2 unpacked=$corpora/.unpack
    [ ! -d "$corpora/$name-$version" ] || return 0
    need apt-get dpkg-source
    rm -rf "$unpacked"
    mkdir -p "$unpacked"
    apt_debian update || skip "Debian's source lists cannot be had"
    (cd "$unpacked" && apt_debian source --only-source "$name") || skip "the sources of $name cannot be had"
    [ -d "$unpacked/$name-$version" ] || { echo "Debian 12 holds another version of $name than $version"; exit 1; }
    mv "$unpacked/$name-$version" "$corpora/" # complete, or not there
    rm -rf "$unpacked"
}

# fetch_upstream NAME VERSION: the same without Debian's changes to it, where only that is needed (or to be had).
fetch_upstream() {
    local name=$1 version=$2 unpacked=$corpora/.unpack
    [ ! -d "$corpora/$name-$version" ] || return 0
    need apt-get tar
    rm -rf "$unpacked"
    mkdir -p "$unpacked/$name-$version"
    apt_debian update || skip "Debian's source lists cannot be had"
    (cd "$unpacked" && apt_debian source --tar-only --only-source "$name") || skip "the sources of $name cannot be had"
    tar -x -C "$unpacked/$name-$version" --strip-components=1 -f "$unpacked/${name}_$version".orig.tar.*
    mv "$unpacked/$name-$version" "$corpora/"
    rm -rf "$unpacked"
}

# fetch_binary NAME VERSION: what Debian 12's package installs, for those that hold their examples.
fetch_binary() {
    local name=$1 version=$2 unpacked=$corpora/.unpack package
    [ ! -d "$corpora/$name-$version" ] || return 0
    need apt-get dpkg-deb
    rm -rf "$unpacked"
    mkdir -p "$unpacked"
    apt_debian update || skip "Debian's package lists cannot be had"
    (cd "$unpacked" && apt_debian download "$name") || skip "the package $name cannot be had"
    package=$(echo "$unpacked/${name}_$version"[-+~]*.deb)
    [ -f "$package" ] || { echo "Debian 12 holds another version of $name than $version"; exit 1; }
    dpkg-deb -x "$package" "$unpacked/$name-$version"
    mv "$unpacked/$name-$version" "$corpora/"
    rm -rf "$unpacked"
}
