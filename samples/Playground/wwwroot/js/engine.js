// The worker, as the page sees it: calls that are answered later, and what it shows of itself.

export class Engine extends EventTarget {
    #worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    #waiting = new Map();
    #calls = 0;
    #experiment = 0;

    constructor() {
        super();
        this.#worker.onmessage = ({ data }) => this.#receive(data);
        this.#worker.onerror = event => this.#emit("failure", { message: event.message ?? "the worker could not be loaded", atStart: true });
    }

    /** Calls a method of a part in C#. */
    call(part, method, ...args) {
        return this.#send(part, method, args);
    }

    /** The same; frames from before are not shown any more. */
    begin(part, method, ...args) {
        return this.#send(part, method, args, ++this.#experiment);
    }

    play(steps) {
        this.#worker.postMessage({ kind: "play", steps });
    }

    pause() {
        this.#worker.postMessage({ kind: "pause" });
    }

    /** Gives the buffer of a frame back that was drawn. */
    giveBack(buffer) {
        this.#worker.postMessage({ kind: "drawn", buffer }, [buffer]);
    }

    #send(part, method, args, next) {
        const id = ++this.#calls;
        this.#worker.postMessage({ kind: "call", id, part, method, args, next });
        return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    }

    #receive(data) {
        if (data.kind === "result") {
            const { resolve, reject } = this.#waiting.get(data.id);
            this.#waiting.delete(data.id);
            data.error === undefined ? resolve(data.value) : reject(new Error(data.error));
        } else if (data.kind === "frame" && data.experiment !== this.#experiment) {
            this.giveBack(data.buffer);
        } else {
            this.#emit(data.kind, data);
        }
    }

    #emit(kind, detail) {
        this.dispatchEvent(new CustomEvent(kind, { detail }));
    }
}
