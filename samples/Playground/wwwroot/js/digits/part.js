// The second part: a network reads what one draws, and is taught.
import { writeAddress } from "../address.js";
import { FieldImage, prepare } from "../drawing/canvas.js";
import { colours } from "../drawing/colours.js";
import { download, forget, keep, keptFile } from "./keeping.js";
import { Pad } from "./pad.js";
import { Sights } from "./sights.js";
import { readFile, writeFile } from "./weightsFile.js";

const element = id => document.getElementById(id);
const side = 28;
const slice = 250;
const practiceSlices = 40;

export class Digits {
    #engine;
    #pad = new Pad(element("pad"), () => this.#read());
    #sights = new Sights(element("sights"));
    #image = null;
    #picture = new FieldImage(side);
    #seenSights = null;
    #isPractising = false;
    #hasStarted = false;

    constructor(engine) {
        this.#engine = engine;
        engine.addEventListener("digit", ({ detail }) => {
            this.#image = new Uint8Array(detail.image);
            this.#seenSights = new Uint8Array(detail.sights);
        });
        element("probabilities").append(...Array.from({ length: 10 }, (_, digit) => row(digit)));
        element("digit-labels").append(...Array.from({ length: 10 }, (_, digit) => {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = digit;
            button.setAttribute("aria-label", `This is a ${digit}`);
            button.addEventListener("click", () => this.#teach(digit));
            return button;
        }));
        element("clear-pad").addEventListener("click", () => this.#pad.clear());
        element("undo-stroke").addEventListener("click", () => this.#pad.undo());
        element("practise").addEventListener("click", () => this.#isPractising ? this.#isPractising = false : this.#practise());
        element("restore").addEventListener("click", () => this.#restore());
        element("save-weights").addEventListener("click", async () => download(await this.#file()));
        element("open-weights").addEventListener("change", event => this.#open(event.target));
    }

    async start() {
        writeAddress("digits", {}, {});
        if (!this.#hasStarted) {
            this.#hasStarted = true;
            const file = keptFile();
            if (file !== null) {
                await this.#load(file, "It still knows what you taught it here.", "What was kept in this browser");
            }
        }

        this.#pad.draw();
        await this.#read();
    }

    leave() {
        this.#isPractising = false;
    }

    redraw() {
        this.#pad.draw();
        this.#sights.draw();
        this.#drawSeen();
    }

    async #read() {
        for (const button of element("digit-labels").children) {
            button.disabled = this.#pad.isEmpty;
        }

        element("undo-stroke").disabled = element("clear-pad").disabled = this.#pad.isEmpty;
        this.#show(await this.#engine.call("DigitsPart", "Read", this.#pad.points));
    }

    #show(figures) {
        const probabilities = figures.slice(0, 10);
        const best = probabilities.indexOf(Math.max(...probabilities));
        element("prediction").textContent = this.#pad.isEmpty ? "?" : best;
        element("prediction-line").textContent = this.#pad.isEmpty
            ? "Draw a digit on the pad."
            : `It reads a ${best}, with a probability of ${percent(probabilities[best])}.`;
        [...element("probabilities").children].forEach((item, digit) => {
            const value = this.#pad.isEmpty ? 0 : probabilities[digit];
            item.querySelector(".bar span").style.width = percent(value);
            item.lastElementChild.textContent = percent(value);
        });
        this.#sights.set(this.#seenSights, figures.slice(10));
        this.#drawSeen();
    }

    #drawSeen() {
        if (this.#image !== null) {
            const { context, width } = prepare(element("seen"));
            this.#picture.paint(this.#image, colours().ink);
            this.#picture.draw(context, 0, 0, width, false);
        }
    }

    async #teach(digit) {
        const isRight = await this.#engine.call("DigitsPart", "Teach", digit);
        this.#show(await this.#engine.call("DigitsPart", "ReadAgain"));
        const count = await this.#engine.call("DigitsPart", "TaughtCount");
        news(isRight
            ? `Learnt: this is a ${digit}. You have taught it ${count} ${count === 1 ? "drawing" : "drawings"}.`
            : `It has tried, and still does not take this for a ${digit}. Teach it some more that look like it.`);
        keep(await this.#file());
    }

    async #practise() {
        this.#isPractising = true;
        element("practise").textContent = "Stop";
        await this.#engine.call("DigitsPart", "BeginAnew", 1);
        for (let i = 0; i < practiceSlices && this.#isPractising; i++) {
            const [seen, right] = await this.#engine.call("DigitsPart", "Practise", slice);
            news(`Random weights, and ${seen.toLocaleString("en")} digits that the library drew: ${percent(right)} of others are right.`);
            this.#show(await this.#engine.call("DigitsPart", "ReadAgain"));
        }

        this.#isPractising = false;
        element("practise").textContent = "Learn anew";
    }

    async #restore() {
        this.#isPractising = false;
        await this.#engine.call("DigitsPart", "Restore");
        forget();
        news("It has the weights again that came with the page.");
        this.#show(await this.#engine.call("DigitsPart", "ReadAgain"));
    }

    async #open(field) {
        const [file] = field.files;
        field.value = "";
        if (file) {
            await this.#load(new Uint8Array(await file.arrayBuffer()), `It has the weights of ${file.name}.`, file.name);
            this.#show(await this.#engine.call("DigitsPart", "ReadAgain"));
        }
    }

    async #load(bytes, success, name) {
        try {
            await this.#engine.call("DigitsPart", "SetParameters", readFile(bytes));
            news(success);
        } catch (error) {
            news(`${name} is not a weights file of this network: ${error.message}. The network goes on with the weights that it has.`);
        }
    }

    async #file() {
        return writeFile(await this.#engine.call("DigitsPart", "Parameters"));
    }
}

function news(sentence) {
    element("digit-news").textContent = sentence;
}

function percent(value) {
    return `${(100 * value).toFixed(1)}%`;
}

function row(digit) {
    const item = document.createElement("li");
    item.innerHTML = "<span></span><div class=\"bar\"><span></span></div><span></span>";
    item.firstElementChild.textContent = digit;
    return item;
}
