// What the generator has written, as files of the page, and where in it a thing is computed.

const files = new Map();

/** The text of an emitted file, by the name of its type. */
export async function emitted(name) {
    if (!files.has(name)) {
        files.set(name, fetch(`code/${name}.g.txt`).then(answer => {
            if (!answer.ok) {
                files.delete(name);
                throw new Error(`${name}: the server says ${answer.status}`);
            }

            return answer.text();
        }).then(text => text.replace("\ufeff", "").replaceAll("\r\n", "\n").trimEnd()));
    }

    return files.get(name);
}

/** The names of the files of a class: its own, its shape's, and those of the shape's kernels. */
export async function filesOf(className) {
    const own = await emitted(className);
    const shape = own.match(/Unrolled\.Generated\.(Network\w+)/)[1];
    const passes = await emitted(`Unrolled.Generated.${shape}`);
    const kernels = [...new Set(passes.match(/\b(Product|Update|Sparse)\d\w*(?=\.Run)/g))];
    return { own: className, shape: `Unrolled.Generated.${shape}`, kernels: kernels.map(kernel => `Unrolled.Generated.${kernel}`) };
}

/** The lines of a method, from its first to its last one, counted from 0. */
function method(lines, name) {
    const start = lines.findIndex(line => new RegExp(`^        \\w.*\\b${name}[(<]`).test(line));
    const body = lines.findIndex((line, i) => i >= start && (line === "        }" || (i === start && line.endsWith(";"))));
    return [start, body];
}

/** Line numbers, from 0, in a method, of lines that match. */
function within(lines, name, test) {
    const [start, end] = method(lines, name);
    const found = [];
    for (let i = start; i >= 0 && i <= end; i++) {
        if (test(lines[i], i)) {
            found.push(i);
        }
    }

    return found;
}

// The part of the straight line through all layers, for 128 bits as in WebAssembly, that is about a layer.
function layerLines(lines, layer, test) {
    let current = 0;
    return within(lines, "Single128", line => {
        current = Number(line.match(/\/\/ Layer (\d+):/)?.[1] ?? current);
        return current === layer && test(line);
    });
}

// Four units share a register; a unit with many inputs has several sums.
const register = (letter, layer, unit) => new RegExp(`\\b${letter}${layer}_${unit >> 2}(_\\d+)?\\b`);

/** Where the sums of a layer are computed. Layers are counted from 1, as in the emitted text. */
export const sumLines = (lines, layer) => layerLines(lines, layer, line => new RegExp(`\\bz${layer}_`).test(line) && !line.includes(".Apply<"));

/** Where a layer's activation is applied. */
export const activationLines = (lines, layer) => layerLines(lines, layer, line => line.includes(".Apply<"));

/** Where the sum and the activation of a unit are computed. */
export const unitLines = (lines, layer, unit) => layerLines(lines, layer, line => register("z", layer, unit).test(line) || register("a", layer, unit).test(line) && line.includes(".Apply<"));

/** Where a weight is multiplied with its input. */
export const weightLines = (lines, layer, input, unit) => layerLines(lines, layer, line => line.includes("MultiplyAdd") && register("z", layer, unit).test(line)
    && (layer === 1 ? line.includes(`ref inputs, ${input},`) : line.includes(`a${layer - 1}_${input >> 2}, Lanes4.Create(${input % 4}))`)));

/** Where loss and the output layer's deltas are computed. */
export const lossLines = lines => within(lines, "void Loss", line => line.includes("LossPasses") || line.includes("ActivationPasses"));

/** Where the deltas of a hidden layer are computed. */
export const deltaLines = (lines, layer) => within(lines, "Backpropagate", line => line.includes(`BackwardLayer${layer + 1}(`) || line.includes("MultiplyByDerivative") && line.includes(`ref d${layer},`));

/** Where the step of a layer's parameters is made. */
export const updateLines = (lines, layer) => within(lines, `UpdateLayer${layer}`, line => line.includes("AddRows") || line.includes(".Run("));
