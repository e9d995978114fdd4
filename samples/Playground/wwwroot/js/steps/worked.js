// The network of a worked example, with every number on its edge and in its unit.
import { networkSvg, svg } from "../drawing/networkSvg.js";
import { text } from "./numbers.js";

const width = 960;
const height = 430;
const radius = 30;
const margin = 64;
const kindsOfUnits = ["sum", "activation", "delta"];

/** @param steps all steps @param current the number of the one that is shown */
export function drawWorked(layers, example, steps, current) {
    const { root, units, edges, places } = networkSvg(layers, width, height, radius, margin);
    const done = (kind, layer) => steps.some((step, i) => i <= current && step.kind === kind && step.layer === layer);
    const now = (kind, layer) => steps[current].kind === kind && steps[current].layer === layer;
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", `The network ${layers.join("-")}: ${steps[current].title}. The numbers stand in the list of this step.`);
    example.input.forEach((value, unit) => write(units[0][unit], places[0][unit], text(value), "value", 0, now("input", 0)));
    example.layers.forEach((numbers, index) => {
        const layer = index + 1;
        const isNew = done("update", layer);
        const weights = isNew ? numbers.newWeights : numbers.weights;
        const biases = isNew ? numbers.newBiases : numbers.biases;
        const isLed = steps[current].kind === "delta" && steps[current].layer === layer - 1;
        edges[layer].forEach((inputs, unit) => inputs.forEach((edge, input) => {
            edge.classList.toggle("pointed", now("sum", layer) || now("update", layer) || isLed);
            // The numbers of an input stand below each other, so that crossing edges leave each other's alone.
            const part = .3 + .4 * input / Math.max(1, layers[layer - 1] - 1);
            const [from, to] = [places[layer - 1][input], places[layer][unit]];
            write(root, { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }, text(weights[unit * layers[layer - 1] + input]), "weight", 0, now("update", layer));
        }));
        numbers.activations.forEach((activation, unit) => {
            const place = places[layer][unit];
            write(root, place, `b = ${text(biases[unit])}`, "bias", -radius - 9, now("update", layer));
            if (done("activation", layer)) {
                write(units[layer][unit], place, text(activation), "value", 0, now("activation", layer));
            } else if (done("sum", layer)) {
                write(units[layer][unit], place, `z ${text(numbers.sums[unit])}`, "value", 0, now("sum", layer));
            }

            if (done("delta", layer)) {
                write(root, place, `δ = ${text(numbers.deltas[unit])}`, "delta", radius + 14, now("delta", layer));
            }

            units[layer][unit].classList.toggle("pointed", kindsOfUnits.some(kind => now(kind, layer)));
        });
    });
    return root;
}

function write(parent, { x, y }, words, kind, down, isNow) {
    const label = svg("text", { x, y: y + down, class: isNow ? `${kind} now` : kind });
    label.textContent = words;
    parent.append(label);
}
