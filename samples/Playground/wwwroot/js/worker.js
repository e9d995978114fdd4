// The runtime and the networks live here. The page asks by messages; pictures go back in buffers, which the page returns when it has
// drawn them: so the display sets the pace.
import { dotnet } from "../_framework/dotnet.js";

const trainingMilliseconds = 8;
const drawingMilliseconds = 4;
const mostFrames = 2;

let exports = null;
let experiment = 0;
let playing = false;
let mostSteps = 0;
let frames = 0;
const spare = [];
const turns = new MessageChannel();
turns.port1.onmessage = turn;

function copy(view, buffer) {
    const target = buffer?.byteLength === view.byteLength ? buffer : new ArrayBuffer(view.byteLength);
    view.copyTo(new Uint8Array(target));
    return target;
}

// What C# calls. A view is of the memory of WebAssembly, and dies with the call.
const imports = {
    showFrame(view) {
        const buffer = copy(view, spare.pop());
        frames++;
        postMessage({ kind: "frame", experiment, buffer }, [buffer]);
    },
    showPoints(...views) {
        const [trainingInputs, trainingTargets, testInputs, testTargets] = views.map(view => copy(view));
        postMessage({ kind: "points", trainingInputs, trainingTargets, testInputs, testTargets }, [trainingInputs, trainingTargets, testInputs, testTargets]);
    },
    showDigit(image, sights) {
        const buffers = [copy(image), copy(sights)];
        postMessage({ kind: "digit", image: buffers[0], sights: buffers[1] }, buffers);
    },
};

function turn() {
    if (playing && frames < mostFrames) {
        try {
            exports.BoundariesPart.Run(trainingMilliseconds, mostSteps, drawingMilliseconds);
            turns.port2.postMessage(null);
        } catch (error) {
            playing = false;
            postMessage({ kind: "failure", message: error.message });
        }
    }
}

function resume() {
    turns.port2.postMessage(null);
}

const commands = {
    play({ steps }) {
        playing = true;
        mostSteps = steps;
        resume();
    },
    pause() {
        playing = false;
    },
    drawn({ buffer }) {
        frames = Math.max(0, frames - 1);
        spare.push(buffer);
        resume();
    },
    // The frames of an experiment that was given up are told by its number.
    call({ id, part, method, args, next }) {
        experiment = next ?? experiment;
        try {
            postMessage({ kind: "result", id, value: exports[part][method](...args) });
        } catch (error) {
            postMessage({ kind: "result", id, error: error.message });
        }
    },
};

onmessage = ({ data }) => commands[data.kind](data);

try {
    const runtime = await dotnet
        .withModuleConfig({ onDownloadResourceProgress: (loaded, total) => postMessage({ kind: "progress", loaded, total }) })
        .create();
    runtime.setModuleImports("page", imports);
    const all = await runtime.getAssemblyExports(runtime.getConfig().mainAssemblyName);
    exports = all.Playground.Interop;
    postMessage({ kind: "ready" });
} catch (error) {
    postMessage({ kind: "failure", message: String(error?.message ?? error), atStart: true });
}
