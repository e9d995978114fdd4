// What the network says all over the plane, with the points on it.
import { colours } from "../drawing/colours.js";
import { FieldImage, prepare } from "../drawing/canvas.js";
import { mapSide } from "./frame.js";

export class OutputMap {
    #canvas;
    #image = new FieldImage(mapSide);
    #points = { training: [], test: [] };
    #cursor = null;

    constructor(canvas) {
        this.#canvas = canvas;
    }

    /** @param training x, y and class of each point @param test the same */
    setPoints(training, test) {
        this.#points = { training, test };
    }

    /** Where the next point would be set by keyboard; null for nowhere. */
    setCursor(place) {
        this.#cursor = place;
    }

    draw(frame) {
        const palette = colours();
        const { context, width } = prepare(this.#canvas);
        this.#image.paint(frame.map, palette.field);
        this.#image.draw(context, 0, 0, width);
        const size = Math.max(3, width / 84);
        for (const point of this.#points.test) {
            drawPoint(context, point, width, size * .8, palette, true);
        }

        for (const point of this.#points.training) {
            drawPoint(context, point, width, size, palette, false);
        }

        if (this.#cursor) {
            const [x, y] = toCanvas(this.#cursor, width);
            context.strokeStyle = palette.text;
            context.lineWidth = 2;
            context.beginPath();
            context.moveTo(x - 9, y);
            context.lineTo(x + 9, y);
            context.moveTo(x, y - 9);
            context.lineTo(x, y + 9);
            context.stroke();
        }
    }
}

/** The place in the plane of a place in the canvas. */
export function toPlane(x, y, width) {
    return [x / width * 2 - 1, 1 - y / width * 2];
}

function toCanvas([x, y], width) {
    return [(x + 1) / 2 * width, (1 - y) / 2 * width];
}

function drawPoint(context, point, width, size, palette, isHollow) {
    const [x, y] = toCanvas(point, width);
    context.beginPath();
    if (point[2] > .5) {
        context.rect(x - size * .9, y - size * .9, size * 1.8, size * 1.8);
    } else {
        context.arc(x, y, size, 0, 2 * Math.PI);
    }

    const colour = point[2] > .5 ? palette.second : palette.first;
    context.lineWidth = isHollow ? 1.3 : 1;
    context.strokeStyle = isHollow ? colour : palette.card;
    if (!isHollow) {
        context.fillStyle = colour;
        context.fill();
    }

    context.stroke();
}
