// What this browser lacks, in sentences that say what still works.

// A function of WebAssembly with one vector instruction in it.
const vectorModule = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

const rest = "The code and all explanations can be read as ever.";

/** A sentence about why no network can run here, or null. */
export function whatIsMissing() {
    if (typeof WebAssembly !== "object") {
        return `This browser has no WebAssembly, or it is switched off, so that no network can run here. ${rest}`;
    }

    if (!WebAssembly.validate(vectorModule)) {
        return `The WebAssembly of this browser has no vector instructions (SIMD), which the networks are made of; browsers have had them since 2021, Safari since 2023. ${rest}`;
    }

    if (typeof Worker !== "function") {
        return `This browser has no workers, in which the networks run. ${rest}`;
    }

    return null;
}

/** A sentence about a start that failed. */
export function whatFailed(message) {
    return `The networks could not be started: ${message}. ${rest} Loading the page anew may help.`;
}

/** What is kept in this browser. Where it refuses, everything works until the page is closed. */
export const storage = {
    refused: null,
    get(key) {
        return this.attempt(() => localStorage.getItem(key)) ?? null;
    },
    set(key, value) {
        this.attempt(() => localStorage.setItem(key, value));
    },
    remove(key) {
        this.attempt(() => localStorage.removeItem(key));
    },
    attempt(action) {
        try {
            return action();
        } catch {
            this.refused?.("This browser does not let the page keep anything. All of it works, but what you choose and teach is forgotten when you close it.");
            return null;
        }
    },
};
