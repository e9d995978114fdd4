// What the hidden units see: for each the weights, strong where there is ink, and how loud it is.
import { colours } from "../drawing/colours.js";
import { FieldImage, prepare } from "../drawing/canvas.js";

const side = 28;

export class Sights {
    #canvas;
    #image = new FieldImage(side);
    #bytes = null;
    #units = [];

    constructor(canvas) {
        this.#canvas = canvas;
    }

    set(bytes, units) {
        this.#bytes = bytes;
        this.#units = units;
        this.draw();
    }

    draw() {
        const width = this.#canvas.clientWidth;
        const columns = width < 420 ? 5 : 6;
        const gap = 6;
        const size = (width - gap * (columns - 1)) / columns;
        const rows = 30 / columns;
        this.#canvas.style.height = `${Math.ceil(rows * (size + 12))}px`;
        const { context } = prepare(this.#canvas);
        if (this.#bytes === null) {
            return;
        }

        const palette = colours();
        const loudest = Math.max(1e-6, ...this.#units);
        this.#units.forEach((value, unit) => {
            const x = (unit % columns) * (size + gap);
            const y = Math.floor(unit / columns) * (size + 12);
            this.#image.paint(this.#bytes.subarray(unit * side * side, (unit + 1) * side * side), palette.field);
            context.globalAlpha = value > 0 ? 1 : .45;
            this.#image.draw(context, x, y, size);
            context.globalAlpha = 1;
            context.fillStyle = palette.line;
            context.fillRect(x, y + size + 2, size, 4);
            context.fillStyle = palette.accent;
            context.fillRect(x, y + size + 2, size * value / loudest, 4);
        });
    }
}
