#!/usr/bin/env bash
# Makes the documentation site in artifacts/site: the pages of docs/, the reference of the packages and the playground, with which its first
# page begins. A link that leads nowhere is an error, and so is anything that a page would load from elsewhere.
# Works from any folder; needs the .NET SDK of global.json, Node, and the network for packages and for docfx.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
cd "$(dirname "${BASH_SOURCE[0]}")/.."
pages=artifacts/site-pages
rm -rf "$pages" artifacts/site
mkdir -p "$pages"
cp -r --parents docs README.md CHANGELOG.md CONTRIBUTING.md benchmarks/README.md benchmarks/Engines "$pages"
cp site/index.md site/toc.yml "$pages"

dotnet tool restore
for package in runtime data mpi; do
    dotnet build "$package" -c Release -f net10.0 -v quiet
done
dotnet publish samples/Playground -c Release -o artifacts/playground -v quiet
cp -r artifacts/playground/wwwroot "$pages/playground"

# The contents are what the indexes list, in their order.
listed() {
    sed -n 's/^| \[[^]]*\](\([A-Za-z0-9-]*\.md\)).*/\1/p' "docs/$1README.md" | sed "s|.*|$2- href: $1&|"
}
{
    echo "- href: README.md"
    listed "" ""
    for folder in diagnostics decisions; do
        printf -- '- href: %s/README.md\n  items:\n' "$folder"
        listed "$folder/" "  "
    done
} >"$pages/docs/toc.yml"

dotnet docfx site/docfx.json --warningsAsErrors
node site/check.mjs artifacts/site
