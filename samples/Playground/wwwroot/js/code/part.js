// The fourth part: the attribute, what the generator has made of it, and which line computes what one points at.
import { writeAddress } from "../address.js";
import { networkSvg, svg } from "../drawing/networkSvg.js";
import { emitted, filesOf, unitLines, weightLines } from "./emitted.js";
import { codeLines } from "./highlight.js";

const element = id => document.getElementById(id);
const usual = { net: "2-4-1", hidden: "Tanh", loss: "BinaryCrossEntropy" };
const width = 360;

export class Code {
    #form = element("code-form");
    #layers = [];
    #drawing = null;
    #files = null;
    #shown = null;
    #pointed = null;
    #chosen;

    /** @param chosen tells the network that was chosen elsewhere: net, hidden, loss */
    constructor(chosen) {
        this.#chosen = chosen;
        this.#form.addEventListener("submit", event => event.preventDefault());
        this.#form.addEventListener("change", () => this.#show());
    }

    async start(values) {
        for (const [name, value] of Object.entries({ ...usual, ...values ?? this.#chosen() })) {
            const field = this.#form.elements[name];
            if (field && [...field.options].some(option => option.value === value)) {
                field.value = value;
            }
        }

        await this.#show();
    }

    get #values() {
        return Object.fromEntries(Object.keys(usual).map(name => [name, this.#form.elements[name].value]));
    }

    async #show() {
        const { net, hidden, loss } = this.#values;
        writeAddress("code", this.#values, usual);
        this.#form.elements.hidden.disabled = net === "2-1";
        this.#layers = net.split("-").map(Number);
        const kind = loss === "BinaryCrossEntropy" ? "Entropy" : "Squares";
        const name = net === "2-1" ? `Line${kind}` : `${hidden}${net.replaceAll("-", "x")}${kind}`;
        element("attribute").replaceChildren(...codeLines(declaration(net, hidden, loss, name)));
        this.#draw();
        try {
            this.#files = await filesOf(`Playground.Networks.${name}`);
        } catch (error) {
            element("code-place").textContent = `The emitted files cannot be loaded: ${error.message}.`;
            return;
        }

        element("emitted-files").replaceChildren(
            ...[[this.#files.own, "the class"], [this.#files.shape, "its passes"], ...this.#files.kernels.map(file => [file, file.split(".").at(-1)])]
                .map(([file, label]) => this.#button(file, label)));
        await this.#open(this.#files.shape);
        this.#point(1, 0, null);
    }

    #button(file, label) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = label;
        button.dataset.file = file;
        button.addEventListener("click", () => this.#open(file));
        return button;
    }

    async #open(file) {
        this.#shown = file;
        for (const button of element("emitted-files").children) {
            button.setAttribute("aria-pressed", String(button.dataset.file === file));
        }

        const lines = (await emitted(file)).split("\n");
        element("emitted").replaceChildren(...codeLines(lines));
        element("emitted").scrollTop = 0;
    }

    #draw() {
        const most = Math.max(...this.#layers);
        const height = Math.max(200, Math.min(460, most * 34));
        this.#drawing = networkSvg(this.#layers, width, height, Math.min(15, .42 * height / most));
        const { root, units, edges } = this.#drawing;
        root.setAttribute("role", "group");
        root.setAttribute("aria-label", "The network. Point at a unit or a weight, or go to a unit with Tab and through its weights with the arrow keys.");
        edges.forEach((layer, l) => layer.forEach((inputs, unit) => inputs.forEach((edge, input) => {
            const area = svg("line", { class: "edge-area" });
            for (const name of ["x1", "y1", "x2", "y2"]) {
                area.setAttribute(name, edge.getAttribute(name));
            }

            area.addEventListener("pointerenter", () => this.#point(l, unit, input));
            area.addEventListener("click", () => this.#point(l, unit, input));
            edge.after(area);
        })));
        units.slice(1).forEach((layer, l) => layer.forEach((group, unit) => {
            group.setAttribute("role", "button");
            group.setAttribute("tabindex", "0");
            group.setAttribute("aria-label", `Layer ${l + 1}, unit ${unit}`);
            group.addEventListener("pointerenter", () => this.#point(l + 1, unit, null));
            group.addEventListener("focus", () => this.#point(l + 1, unit, null));
            group.addEventListener("keydown", event => this.#type(event, l + 1, unit));
        }));
        element("code-network").replaceChildren(root);
    }

    #type(event, layer, unit) {
        const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
        if (step) {
            event.preventDefault();
            const inputs = this.#layers[layer - 1];
            const from = this.#pointed?.input ?? (step > 0 ? -1 : inputs);
            this.#point(layer, unit, (from + step + inputs) % inputs);
        }
    }

    async #point(layer, unit, input) {
        this.#pointed = { layer, unit, input };
        const { root, units, edges } = this.#drawing;
        root.querySelectorAll(".pointed").forEach(one => one.classList.remove("pointed"));
        units[layer][unit].classList.add("pointed");
        (input === null ? edges[layer][unit] : [edges[layer][unit][input]]).forEach(edge => edge.classList.add("pointed"));
        if (this.#files === null) {
            return;
        }

        if (this.#shown !== this.#files.shape) {
            await this.#open(this.#files.shape);
        }

        const lines = (await emitted(this.#files.shape)).split("\n");
        const marked = input === null ? unitLines(lines, layer, unit) : weightLines(lines, layer, input, unit);
        const view = element("emitted");
        view.querySelectorAll(".marked").forEach(line => line.classList.remove("marked"));
        marked.forEach(number => view.children[number].classList.add("marked"));
        if (marked.length > 0) {
            view.scrollTop = view.children[marked[0]].offsetTop - view.offsetTop - view.clientHeight / 3;
        }

        const what = input === null ? `Unit ${unit} of layer ${layer}: its sum and its activation` : `The weight from ${input} to unit ${unit} of layer ${layer}`;
        const numbers = marked.map(number => number + 1);
        element("code-place").textContent = `${what}, ${numbers.length === 1 ? "line" : "lines"} ${numbers.join(", ")}. Four units share a register.`;
    }
}

/** What is written by hand. */
function declaration(net, hidden, loss, name) {
    const options = [
        ...(net === "2-1" ? [] : [`Hidden = Activation.${hidden}`]),
        ...(loss === "MeanSquaredError" ? [] : [`Loss = Loss.${loss}`]),
    ];
    return [`[Network(${[net.replaceAll("-", ", "), ...options].join(", ")})]`, `internal sealed partial class ${name};`];
}
