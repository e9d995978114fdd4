// Why a perceptron cannot do XOR, in ten seconds: two scenes and a sentence after each.

const watching = 3500;
const patience = 10000;
const reading = 1200;

const scenes = [
    {
        settings: { net: "2-1" },
        before: "Two classes in opposite corners: XOR. This network has no hidden unit. All it can do is turn and shift one straight line.",
        after: score => `It tries and tries, and has ${score} right: whichever way a line runs, there are points of both classes on both sides.`,
    },
    {
        settings: { net: "2-4-1" },
        patience,
        before: "Now with four hidden units: each draws a line of its own, and the output puts them together.",
        after: score => `${score} right. What no line can do, a few lines together can: that is what hidden units are for.`,
    },
];

export class Guide {
    #text;
    #boundaries;
    #run = 0;

    /** @param boundaries shows a scene: begin(settings), play(), untilAllRight(patience), pause(), the accuracy */
    constructor(text, button, boundaries) {
        this.#text = text;
        this.#boundaries = boundaries;
        button.addEventListener("click", () => this.#show());
    }

    /** Somebody does something else. */
    stop() {
        this.#run++;
    }

    async #show() {
        const run = ++this.#run;
        for (const scene of scenes) {
            this.#text.textContent = scene.before;
            await this.#boundaries.begin({ data: "xor", ...scene.settings });
            await wait(reading);
            if (run !== this.#run) {
                return;
            }

            this.#boundaries.play();
            await Promise.all([wait(watching), scene.patience ? this.#boundaries.untilAllRight(scene.patience) : null]);
            if (run !== this.#run) {
                return;
            }

            this.#boundaries.pause();
            this.#text.textContent = scene.after(this.#boundaries.accuracy);
            await wait(2 * reading);
            if (run !== this.#run) {
                return;
            }
        }
    }
}

function wait(milliseconds) {
    return new Promise(resolve => setTimeout(resolve, milliseconds));
}
