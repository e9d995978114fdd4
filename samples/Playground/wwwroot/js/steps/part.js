// The third part: the worked examples of the lecture notes, step by step.
import { writeAddress } from "../address.js";
import { emitted } from "../code/emitted.js";
import { codeLines } from "../code/highlight.js";
import { readExample } from "./numbers.js";
import { walk } from "./walk.js";
import { drawWorked } from "./worked.js";

const element = id => document.getElementById(id);
const usual = { example: "forward", step: "1" };
const examples = {
    forward: { method: "ForwardPass", layers: [4, 3, 1], targets: 0 },
    backward: { method: "Backpropagation", layers: [3, 3, 3, 2], targets: 2 },
};

export class Steps {
    #engine;
    #name = "forward";
    #example = null;
    #steps = [];
    #current = 0;

    constructor(engine) {
        this.#engine = engine;
        element("example").addEventListener("change", event => this.#choose(event.target.value, 0));
        element("step-back").addEventListener("click", () => this.#go(this.#current - 1));
        element("step-on").addEventListener("click", () => this.#go(this.#current + 1));
        element("step-list").addEventListener("change", event => this.#go(Number(event.target.value)));
    }

    async start(values) {
        if (values === null && this.#example !== null) {
            await this.#go(this.#current);
            return;
        }

        const name = values?.example in examples ? values.example : usual.example;
        await this.#choose(name, Number(values?.step ?? usual.step) - 1);
    }

    async #choose(name, step) {
        const { method, layers, targets } = examples[name];
        this.#name = name;
        element("example").value = name;
        this.#example = readExample(await this.#engine.call("StepsPart", method), layers, targets);
        this.#steps = walk(this.#example);
        element("step-list").replaceChildren(...this.#steps.map(({ title }, i) => new Option(`${i + 1}. ${title}`, String(i))));
        await this.#go(step);
    }

    async #go(step) {
        this.#current = Math.max(0, Math.min(this.#steps.length - 1, Math.trunc(step) || 0));
        const { layers } = examples[this.#name];
        const { title, formula, arithmetic, lines } = this.#steps[this.#current];
        writeAddress("steps", { example: this.#name, step: String(this.#current + 1) }, usual);
        element("step-list").value = String(this.#current);
        element("step-back").disabled = this.#current === 0;
        element("step-on").disabled = this.#current === this.#steps.length - 1;
        element("worked").replaceChildren(drawWorked(layers, this.#example, this.#steps, this.#current));
        element("step-title").textContent = title;
        element("step-formula").innerHTML = formula;
        element("step-arithmetic").innerHTML = arithmetic.map(line => `<li>${line}</li>`).join("");
        const all = (await emitted(`Unrolled.Generated.Network${layers.join("x")}_Sigmoid_MeanSquaredError`)).split("\n");
        const found = lines(all).map(i => all[i].trim());
        element("step-code").replaceChildren(...codeLines(found.length > 0 ? found : ["// Nothing is computed yet."]));
    }
}
