// The numbers of a worked example, by name: the counterpart of Steps/WorkedExample.cs.

/** @param layers the units of each layer @param targets how many targets there are */
export function readExample(flat, layers, targets) {
    let place = 0;
    const take = count => Array.from(flat.slice(place, place += count));
    const example = { input: take(layers[0]), target: take(targets), loss: take(1)[0], layers: [] };
    for (let layer = 1; layer < layers.length; layer++) {
        const weights = layers[layer] * layers[layer - 1];
        const units = layers[layer];
        example.layers.push({
            weights: take(weights), biases: take(units), sums: take(units), activations: take(units),
            deltas: take(units), gradients: take(weights), newWeights: take(weights), newBiases: take(units),
        });
    }

    return example;
}

/** Five digits that count. */
export function text(value) {
    const rounded = Number(value.toPrecision(5));
    return (Math.abs(rounded) < 1e-6 && rounded !== 0 ? rounded.toExponential() : String(rounded)).replace("-", "−");
}
