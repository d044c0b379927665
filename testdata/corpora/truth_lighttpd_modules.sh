#!/usr/bin/env bash
# lighttpd with modules that it loads while it runs: calls between what is linked apart.
exec bash "$(dirname "${BASH_SOURCE[0]}")/truth_lighttpd.sh" modules
