#!/usr/bin/env bash
# Runs the tests that pin numbers as on Arm64, in an emulator: publishes a test project for linux-arm64 into artifacts/arm64 and starts it
# in QEMU, for about six minutes on one core. The hashes must be those of every other processor. On an Arm64 machine, "dotnet test" does it.
# The project is Unrolled.Tests, or what PROJECT names: PROJECT=Unrolled.Integers.Tests, PROJECT=Unrolled.Accumulators.Tests.
# Arguments go to the test runner, in place of the choice below: tests/arm64.sh -class Unrolled.Tests.Numerics.VectorMathTests
# Works from any folder and in any locale. It needs the .NET SDK of global.json, the network for the packages for linux-arm64, and
#   - qemu-aarch64 or qemu-aarch64-static in the PATH;
#   - an Arm64 Debian's libraries (libc6, libgcc-s1, libstdc++6, libssl3) below the folder that ARM64_ROOT names, else below /.
# On Debian, as root (libssl3t64 from Debian 13 on):
#     dpkg --add-architecture arm64 && apt-get update && apt-get install qemu-user-static libstdc++6:arm64 libssl3:arm64
# or, so that the system stays as it is, unpack each package with "dpkg -x PACKAGE.deb FOLDER" and set ARM64_ROOT=FOLDER.
# Exit code: 0 when all tests passed, 2 when something of this is missing, which it then names, otherwise that of the build or the runner.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
project=${PROJECT:-Unrolled.Tests}
root=$(realpath -m "${ARM64_ROOT:-/}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."

missing() {
    echo "$1; see the top of tests/arm64.sh" >&2
    exit 2
}

qemu=$(command -v qemu-aarch64 || command -v qemu-aarch64-static) || missing "qemu-aarch64 is not installed"
for library in libc.so.6 libgcc_s.so.1 libstdc++.so.6 libssl.so.3; do
    [[ -n $(find "${root%/}"/{,usr/}lib/aarch64-linux-gnu/ -name "$library" 2>/dev/null) ]] || missing "$root has no $library for Arm64"
done
# Without ThreadIndependenceTests, which take more than ten minutes more: the hashed trainings run on several threads too.
if (($# == 0)) && [[ $project == Unrolled.Tests ]]; then
    set -- -class "Unrolled.Tests.Numerics.*" -class Unrolled.Tests.Networks.NetworkHashTests \
        -class Unrolled.Tests.Networks.SameOutputsTests -class Unrolled.Tests.Networks.ReferenceTests \
        -class Unrolled.Tests.Training.TrainingHashTests
elif (($# == 0)); then
    # Whatever needs a native library has it for other processors only.
    set -- -trait- Category=Slow -class- "*.OnnxTests"
fi

# All that the build writes lies in a folder of its own, so that the ordinary build's restores and outputs stay as they are.
dotnet publish "tests/$project" -c Release -r linux-arm64 --self-contained --artifacts-path artifacts/arm64 -v quiet -nodeReuse:false
# QEMU 7.2 crashes on code that is mapped twice, once to write and once to run it. Cultures, which would need ICU, change no number.
export DOTNET_EnableWriteXorExecute=0 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
"$qemu" -L "$root" "artifacts/arm64/publish/$project/release_linux-arm64/$project" -noColor -noLogo "$@"
