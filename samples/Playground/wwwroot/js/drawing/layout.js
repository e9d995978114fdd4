// Where the units of a network stand.

/** The middles of the units: for each layer a list of points. */
export function placeUnits(layers, width, height, margin) {
    const across = layers.length > 1 ? (width - 2 * margin) / (layers.length - 1) : 0;
    return layers.map((size, layer) => Array.from({ length: size }, (_, unit) => ({
        x: margin + across * layer,
        y: height * (unit + .5) / size,
    })));
}

/** The place of a layer's weights [out, in] and biases in the parameters. */
export function placeParameters(layers) {
    let place = 0;
    return layers.slice(1).map((units, layer) => {
        const weights = place;
        const biases = weights + units * layers[layer];
        place = biases + units;
        return { weights, biases, inputs: layers[layer], units };
    });
}
