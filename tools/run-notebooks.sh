#!/usr/bin/env bash
# Executes the tutorials' notebooks with Jupyter on Deno's kernel, from source. With --save, keeps what they print.
#
# Needs jupyter-nbconvert and jupyter-client (Debian packages of these names). Without them it says so and
# succeeds: the tutorials themselves are run by `pnpm test:sweeps`.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
save=no
if [ "${1:-}" = "--save" ]; then
  save=yes
  shift
fi

if ! command -v jupyter-nbconvert >/dev/null; then
  echo "notebooks: skipped, jupyter-nbconvert is not installed (apt-get install jupyter-nbconvert jupyter-client)"
  exit 0
fi

# 2.8.1 and no other: later kernels publish a cell's output after it has ended, where Jupyter no longer listens.
tool=${SDIALOG_DENO_FOLDER:-${XDG_CACHE_HOME:-$HOME/.cache}/sdialog-deno-2.8.1}
if [ ! -x "$tool/node_modules/.bin/deno" ]; then
  mkdir -p "$tool" 2>/dev/null || tool=$(mktemp -d)
  if ! npm install --prefix "$tool" --no-audit --no-fund --no-save deno@2.8.1 >"$tool/install.log" 2>&1; then
    echo "notebooks: skipped, deno 2.8.1 could not be installed (see $tool/install.log)"
    exit 0
  fi
fi
deno=$tool/node_modules/.bin/deno
"$deno" --version | head -n 1

# A kernel of our own. The condition makes our packages resolve to their source, so that nothing need be built.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/jupyter/kernels/deno" "$work/executed"
cat >"$work/jupyter/kernels/deno/kernel.json" <<JSON
{
  "argv": ["$deno", "jupyter", "--kernel", "--conn", "{connection_file}"],
  "display_name": "Deno",
  "language": "typescript",
  "env": { "DENO_CONDITIONS": "@sdialog/source", "NO_COLOR": "1" }
}
JSON
export JUPYTER_PATH=$work/jupyter
rm -rf tutorials/output

notebooks=("$@")
[ $# -gt 0 ] || notebooks=("$here"/tutorials/*.ipynb)
failed=0
for notebook in "${notebooks[@]}"; do
  start=$SECONDS
  jupyter-nbconvert --to notebook --execute --ExecutePreprocessor.kernel_name=deno \
    --ExecutePreprocessor.timeout=300 --log-level=WARN --output-dir "$work/executed" "$notebook" || {
    echo "notebooks: $(basename "$notebook") failed"
    failed=1
    continue
  }
  echo "notebooks: $(basename "$notebook") executed in $((SECONDS - start)) s"
done

if [ $save = yes ]; then node_modules/.bin/node tools/notebooks.ts --outputs "$work/executed"; fi
exit $failed
