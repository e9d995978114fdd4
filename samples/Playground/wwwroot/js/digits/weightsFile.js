// The weights as a safetensors file, as the library writes and reads it. Here, since its readers and writers would be a fifteenth of the page.

const layers = [784, 30, 10];
const metadata = { format: "pt", "unrolled.topology": "784-30-10", "unrolled.activations": "ReLU, Softmax", "unrolled.loss": "CrossEntropy" };

// As the parameters lie in canonical order.
const tensors = layers.slice(1).flatMap((units, layer) => [
    { name: `layers.${layer}.weight`, shape: [units, layers[layer]] },
    { name: `layers.${layer}.bias`, shape: [units] },
]).map(tensor => ({ ...tensor, bytes: 4 * tensor.shape.reduce((product, size) => product * size) }));
const parameterBytes = tensors.reduce((sum, { bytes }) => sum + bytes, 0);

/** @param parameters the bytes of the parameters @returns the bytes of the file */
export function writeFile(parameters) {
    let place = 0;
    const header = { __metadata__: metadata };
    for (const { name, shape, bytes } of tensors) {
        header[name] = { dtype: "F32", shape, data_offsets: [place, place += bytes] };
    }

    const text = new TextEncoder().encode(JSON.stringify(header));
    const padding = (8 - text.length % 8) % 8;
    const file = new Uint8Array(8 + text.length + padding + parameterBytes).fill(32);
    new DataView(file.buffer).setBigUint64(0, BigInt(text.length + padding), true);
    file.set(text, 8);
    file.set(parameters, 8 + text.length + padding);
    return file;
}

/**
 * @param file the bytes of a file @returns the bytes of the parameters
 * @throws {Error} which says what was found and what is needed
 */
export function readFile(file) {
    const [header, data] = takeApart(file);
    const parameters = new Uint8Array(parameterBytes);
    let place = 0;
    for (const { name, shape, bytes } of tensors) {
        const found = header[name];
        if (!found) {
            throw new Error(`there is no tensor ${name}`);
        }

        if (found.dtype !== "F32" || String(found.shape) !== String(shape)) {
            throw new Error(`tensor ${name} is ${found.dtype} [${found.shape}], needed is F32 [${shape}]`);
        }

        const [start, end] = found.data_offsets ?? [];
        if (!(start >= 0 && end - start === bytes && end <= data.length)) {
            throw new Error(`tensor ${name} needs ${bytes} bytes, up to place ${end}, but the file has ${data.length}: it is not whole`);
        }

        parameters.set(data.subarray(start, end), place);
        place += bytes;
    }

    if (!new Float32Array(parameters.buffer).every(Number.isFinite)) {
        throw new Error("a parameter is not a finite number");
    }

    return parameters;
}

function takeApart(file) {
    const length = file.length < 8 ? -1 : Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
    if (length < 0 || length > file.length - 8) {
        throw new Error(`it has ${file.length} bytes, and not the header of a safetensors file`);
    }

    try {
        return [JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))), file.subarray(8 + length)];
    } catch {
        throw new Error("its header is not that of a safetensors file");
    }
}
