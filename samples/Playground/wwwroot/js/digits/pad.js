// What a hand draws: with mouse, pen or finger, or by keyboard.
import { colours } from "../drawing/colours.js";
import { prepare } from "../drawing/canvas.js";

const stride = .04;

export class Pad {
    #canvas;
    #changed;
    #strokes = [];
    #isDown = false;
    #pen = [.5, .2];
    #penIsDown = false;
    #showsPen = false;

    /** @param changed called after each stroke, and after clearing */
    constructor(canvas, changed) {
        this.#canvas = canvas;
        this.#changed = changed;
        canvas.addEventListener("pointerdown", event => this.#begin(event));
        canvas.addEventListener("pointermove", event => this.#move(event));
        canvas.addEventListener("pointerup", () => this.#end());
        canvas.addEventListener("pointercancel", () => this.#end());
        canvas.addEventListener("keydown", event => this.#type(event));
        canvas.addEventListener("focus", () => this.#showPen(canvas.matches(":focus-visible")));
        canvas.addEventListener("blur", () => this.#showPen(false));
    }

    get isEmpty() {
        return this.#strokes.length === 0;
    }

    /** As C# takes it: x and y of each point, and NaN between two strokes. */
    get points() {
        return this.#strokes.flatMap((stroke, i) => i === 0 ? stroke.flat() : [NaN, NaN, ...stroke.flat()]);
    }

    clear() {
        this.#strokes = [];
        this.#isDown = this.#penIsDown = false;
        this.draw();
        this.#changed();
    }

    undo() {
        this.#strokes.pop();
        this.draw();
        this.#changed();
    }

    draw() {
        const { context, width } = prepare(this.#canvas);
        const palette = colours();
        context.strokeStyle = palette.text;
        context.lineWidth = width / 16;
        context.lineCap = context.lineJoin = "round";
        for (const stroke of this.#strokes) {
            context.beginPath();
            stroke.forEach(([x, y], i) => context[i === 0 ? "moveTo" : "lineTo"](x * width, y * width));
            context.lineTo(stroke.at(-1)[0] * width, stroke.at(-1)[1] * width);
            context.stroke();
        }

        if (this.#showsPen) {
            context.strokeStyle = palette.accent;
            context.lineWidth = 2.5;
            context.beginPath();
            context.arc(this.#pen[0] * width, this.#pen[1] * width, this.#penIsDown ? width / 32 : width / 22, 0, 2 * Math.PI);
            context.stroke();
        }
    }

    #begin(event) {
        this.#isDown = true;
        this.#canvas.setPointerCapture(event.pointerId);
        this.#strokes.push([this.#place(event)]);
        this.draw();
    }

    #move(event) {
        if (this.#isDown) {
            // All places between two frames, so that quick strokes are round.
            const events = event.getCoalescedEvents?.() ?? [];
            this.#strokes.at(-1).push(...(events.length > 0 ? events : [event]).map(one => this.#place(one)));
            this.draw();
        }
    }

    #end() {
        if (this.#isDown) {
            this.#isDown = false;
            this.#changed();
        }
    }

    #place(event) {
        const box = this.#canvas.getBoundingClientRect();
        return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height].map(value => Math.max(0, Math.min(1, value)));
    }

    #type(event) {
        const moves = { ArrowLeft: [-stride, 0], ArrowRight: [stride, 0], ArrowUp: [0, -stride], ArrowDown: [0, stride] };
        if (event.key in moves) {
            this.#pen = this.#pen.map((value, i) => Math.max(0, Math.min(1, value + moves[event.key][i])));
            if (this.#penIsDown) {
                this.#strokes.at(-1).push([...this.#pen]);
            }
        } else if (event.key === " ") {
            this.#penIsDown = !this.#penIsDown;
            if (this.#penIsDown) {
                this.#strokes.push([[...this.#pen]]);
            } else {
                this.#changed();
            }
        } else if (event.key === "Backspace" || event.key === "Delete") {
            this.clear();
        } else {
            return;
        }

        event.preventDefault();
        this.draw();
    }

    #showPen(shows) {
        this.#showsPen = shows;
        if (!shows && this.#penIsDown) {
            this.#penIsDown = false;
            this.#changed();
        }

        this.draw();
    }
}
