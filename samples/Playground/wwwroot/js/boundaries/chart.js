// The losses by step: each measurement adds a place, and when there are too many, every other one goes.
import { colours } from "../drawing/colours.js";
import { prepare } from "../drawing/canvas.js";

const mostPlaces = 400;

export class LossChart {
    #canvas;
    #places = [];
    #every = 1;
    #seen = 0;

    constructor(canvas) {
        this.#canvas = canvas;
    }

    clear() {
        this.#places = [];
        this.#every = 1;
        this.#seen = 0;
    }

    add({ steps, trainingLoss, testLoss }) {
        // Losses are measured less often than pictures are drawn.
        if (trainingLoss === this.#places.at(-1)?.[1]) {
            return;
        }

        if (this.#seen++ % this.#every === 0) {
            this.#places.push([steps, trainingLoss, testLoss]);
        }

        if (this.#places.length === mostPlaces) {
            this.#places = this.#places.filter((_, i) => i % 2 === 0);
            this.#every *= 2;
        }
    }

    draw() {
        const palette = colours();
        const { context, width, height } = prepare(this.#canvas);
        const left = 34;
        const bottom = height - 16;
        const most = Math.max(.1, ...this.#places.flatMap(([, training, test]) => [training, test]).filter(Number.isFinite));
        const last = Math.max(1, this.#places.at(-1)?.[0] ?? 1);
        const x = steps => left + (width - left - 2) * steps / last;
        const y = loss => bottom - (bottom - 4) * Math.min(loss, most) / most;
        context.strokeStyle = palette.line;
        context.lineWidth = 1;
        context.strokeRect(left, 4, width - left - 2, bottom - 4);
        context.fillStyle = palette.quiet;
        context.font = "11px system-ui, sans-serif";
        context.textAlign = "right";
        context.textBaseline = "top";
        context.fillText(most.toPrecision(2), left - 4, 2);
        context.fillText(`${last.toLocaleString("en")} steps`, width - 2, bottom + 3);
        context.textBaseline = "bottom";
        context.fillText("0", left - 4, bottom + 4);
        this.#line(context, 2, x, y, palette.accent, [5, 3]);
        this.#line(context, 1, x, y, palette.text, []);
    }

    #line(context, column, x, y, colour, dashes) {
        context.beginPath();
        this.#places.forEach((place, i) => context[i === 0 ? "moveTo" : "lineTo"](x(place[0]), y(place[column])));
        context.strokeStyle = colour;
        context.lineWidth = 1.8;
        context.setLineDash(dashes);
        context.stroke();
        context.setLineDash([]);
    }
}
