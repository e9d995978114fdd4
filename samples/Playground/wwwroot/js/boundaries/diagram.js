// The network: inputs, hidden units as small maps, weights as lines.
import { colours } from "../drawing/colours.js";
import { FieldImage, prepare } from "../drawing/canvas.js";
import { placeParameters, placeUnits } from "../drawing/layout.js";
import { mapSide, unitSide } from "./frame.js";

const mostThick = 7;

export class Diagram {
    #canvas;
    #layers = [];
    #images = [];
    #output = new FieldImage(mapSide);

    constructor(canvas) {
        this.#canvas = canvas;
    }

    setLayers(layers) {
        this.#layers = layers;
        const hidden = layers.slice(1, -1).reduce((sum, size) => sum + size, 0);
        this.#images = Array.from({ length: hidden }, () => new FieldImage(unitSide));
    }

    draw(frame) {
        const palette = colours();
        const { context, width, height } = prepare(this.#canvas);
        const size = Math.min(44, height / Math.max(...this.#layers) - 3, width / this.#layers.length - 12);
        const units = placeUnits(this.#layers, width, height, size / 2 + 3);
        this.#drawWeights(context, units, frame.parameters, palette);
        this.#drawInputs(context, units[0], size, palette);
        let image = 0;
        for (const layer of units.slice(1, -1)) {
            for (const unit of layer) {
                const picture = this.#images[image];
                picture.paint(frame.units.subarray(image * unitSide * unitSide, ++image * unitSide * unitSide), palette.field);
                drawTile(context, picture, unit, size, palette);
            }
        }

        this.#output.paint(frame.map, palette.field);
        drawTile(context, this.#output, units.at(-1)[0], size, palette);
    }

    #drawWeights(context, units, parameters, palette) {
        context.lineCap = "round";
        placeParameters(this.#layers).forEach((place, layer) => {
            for (let unit = 0; unit < place.units; unit++) {
                for (let input = 0; input < place.inputs; input++) {
                    const weight = parameters[place.weights + unit * place.inputs + input];
                    const from = units[layer][input];
                    const to = units[layer + 1][unit];
                    const middle = (from.x + to.x) / 2;
                    context.beginPath();
                    context.moveTo(from.x, from.y);
                    context.bezierCurveTo(middle, from.y, middle, to.y, to.x, to.y);
                    context.strokeStyle = weight < 0 ? palette.first : palette.second;
                    context.globalAlpha = .25 + .65 * Math.min(1, Math.abs(weight) / 2);
                    context.lineWidth = .4 + mostThick * Math.tanh(Math.abs(weight) / 5);
                    context.stroke();
                }
            }
        });
        context.globalAlpha = 1;
    }

    #drawInputs(context, units, size, palette) {
        const radius = Math.min(size, 30) / 2;
        context.font = `${Math.max(11, radius)}px system-ui, sans-serif`;
        context.textAlign = "center";
        context.textBaseline = "middle";
        units.forEach(({ x, y }, input) => {
            context.beginPath();
            context.arc(x, y, radius, 0, 2 * Math.PI);
            context.fillStyle = palette.card;
            context.strokeStyle = palette.quiet;
            context.lineWidth = 1.5;
            context.fill();
            context.stroke();
            context.fillStyle = palette.text;
            context.fillText(input === 0 ? "x" : "y", x, y);
        });
    }
}

function drawTile(context, image, { x, y }, size, palette) {
    image.draw(context, x - size / 2, y - size / 2, size);
    context.strokeStyle = palette.quiet;
    context.lineWidth = 1;
    context.strokeRect(x - size / 2, y - size / 2, size, size);
}
