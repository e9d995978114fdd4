// The steps of a worked example: what is new in each, its formula, its sums written out, and the lines of C# that do it.
import { activationLines, deltaLines, lossLines, sumLines, updateLines } from "../code/emitted.js";
import { text } from "./numbers.js";

const rate = .1;
const sub = (letter, index) => `${letter}<sub>${index}</sub>`;
const bracket = value => value < 0 ? `(${text(value)})` : text(value);

/**
 * @returns a list of steps: title, formula (HTML), arithmetic (lines with the results in <b>), lines of the emitted text, and what is on
 * the network from here on: kind and layer (from 1)
 */
export function walk(example) {
    const last = example.layers.length;
    const inputsOf = layer => layer === 1 ? example.input : example.layers[layer - 2].activations;
    const steps = [{
        kind: "input",
        layer: 0,
        title: "The input",
        formula: `${sub("a", 0)} = x`,
        arithmetic: example.input.map((value, i) => `x${i + 1} = <b>${text(value)}</b>`),
        lines: () => [],
    }];
    example.layers.forEach((numbers, index) => {
        const layer = index + 1;
        const inputs = inputsOf(layer);
        const name = layer === last ? "output layer" : `hidden layer ${layer}`;
        steps.push({
            kind: "sum",
            layer,
            title: `Weighted sums of ${name}`,
            formula: `${sub("z", layer)} = ${sub("W", layer)} ${sub("a", layer - 1)} + ${sub("b", layer)}`,
            arithmetic: numbers.sums.map((sum, unit) =>
                `${inputs.map((value, i) => `${bracket(numbers.weights[unit * inputs.length + i])}·${bracket(value)}`).join(" + ")} + ${bracket(numbers.biases[unit])} = <b>${text(sum)}</b>`),
            lines: all => sumLines(all, layer),
        }, {
            kind: "activation",
            layer,
            title: `Activations of ${name}`,
            formula: `${sub("a", layer)} = σ(${sub("z", layer)}) = 1 / (1 + e<sup>−z</sup>)`,
            arithmetic: numbers.activations.map((value, unit) => `σ(${text(numbers.sums[unit])}) = <b>${text(value)}</b>`),
            lines: all => activationLines(all, layer),
        });
    });
    if (example.target.length > 0) {
        steps.push(...backward(example, inputsOf));
    }

    return steps;
}

function backward(example, inputsOf) {
    const last = example.layers.length;
    const outputs = example.layers[last - 1];
    const steps = [{
        kind: "loss",
        layer: last,
        title: "The loss",
        formula: `C = ½ Σ (${sub("a", last)} − y)<sup>2</sup>`,
        arithmetic: [`½ (${outputs.activations.map((value, i) => `(${text(value)} − ${text(example.target[i])})²`).join(" + ")}) = <b>${text(example.loss)}</b>`],
        lines: all => lossLines(all).filter(i => all[i].includes("LossPasses")),
    }, {
        kind: "delta",
        layer: last,
        title: "Deltas of the output layer",
        formula: `${sub("δ", last)} = (${sub("a", last)} − y) ⊙ ${sub("a", last)} (1 − ${sub("a", last)})`,
        arithmetic: outputs.deltas.map((delta, unit) =>
            `(${text(outputs.activations[unit])} − ${text(example.target[unit])})·${text(outputs.activations[unit])}·(1 − ${text(outputs.activations[unit])}) = <b>${text(delta)}</b>`),
        lines: lossLines,
    }];
    for (let layer = last - 1; layer >= 1; layer--) {
        const numbers = example.layers[layer - 1];
        const next = example.layers[layer];
        const units = numbers.activations.length;
        steps.push({
            kind: "delta",
            layer,
            title: `Deltas of hidden layer ${layer}, led back`,
            formula: `${sub("δ", layer)} = ${sub("W", layer + 1)}<sup>T</sup> ${sub("δ", layer + 1)} ⊙ ${sub("a", layer)} (1 − ${sub("a", layer)})`,
            arithmetic: numbers.deltas.map((delta, unit) =>
                `(${next.deltas.map((value, k) => `${bracket(next.weights[k * units + unit])}·${bracket(value)}`).join(" + ")})·${text(numbers.activations[unit])}·(1 − ${text(numbers.activations[unit])}) = <b>${text(delta)}</b>`),
            lines: all => deltaLines(all, layer),
        });
    }

    for (let layer = last; layer >= 1; layer--) {
        const numbers = example.layers[layer - 1];
        const inputs = inputsOf(layer);
        steps.push({
            kind: "update",
            layer,
            title: `The step of layer ${layer}`,
            formula: `${sub("W", layer)} ← ${sub("W", layer)} − η ${sub("δ", layer)} ${sub("a", layer - 1)}<sup>T</sup>, &nbsp; ${sub("b", layer)} ← ${sub("b", layer)} − η ${sub("δ", layer)}, &nbsp; η = ${rate}`,
            arithmetic: [
                ...numbers.newWeights.map((value, i) =>
                    `${text(numbers.weights[i])} − ${rate}·${bracket(numbers.deltas[Math.floor(i / inputs.length)])}·${bracket(inputs[i % inputs.length])} = <b>${text(value)}</b>`),
                ...numbers.newBiases.map((value, unit) => `${text(numbers.biases[unit])} − ${rate}·${bracket(numbers.deltas[unit])} = <b>${text(value)}</b> (bias)`),
            ],
            lines: all => updateLines(all, layer),
        });
    }

    return steps;
}
