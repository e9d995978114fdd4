// Points that one sets, with the pointer or by keyboard.
import { toPlane } from "./map.js";

const reach = .06;
const stride = .05;
const most = 200;

export class OwnPoints {
    #canvas;
    #map;
    #changed;
    #class = 0;
    #cursor = [0, 0];
    #on = false;
    points = [];

    /** @param changed called when a point came or went */
    constructor(canvas, map, { round, square, clear, tools }, changed) {
        this.#canvas = canvas;
        this.#map = map;
        this.#changed = changed;
        this.tools = tools;
        const choose = value => {
            this.#class = value;
            round.setAttribute("aria-pressed", String(value === 0));
            square.setAttribute("aria-pressed", String(value === 1));
        };
        round.addEventListener("click", () => choose(0));
        square.addEventListener("click", () => choose(1));
        clear.addEventListener("click", () => {
            this.points = [];
            changed();
        });
        canvas.addEventListener("pointerdown", event => this.#press(event));
        canvas.addEventListener("keydown", event => this.#type(event));
        canvas.addEventListener("blur", () => this.#showCursor(null));
        canvas.addEventListener("focus", () => this.#showCursor(this.#on && canvas.matches(":focus-visible") ? this.#cursor : null));
    }

    set on(value) {
        this.#on = value;
        this.tools.hidden = !value;
    }

    /** As the address has them: x and y in hundredths and the class, with commas and semicolons. */
    get text() {
        return this.points.map(([x, y, label]) => `${Math.round(100 * x)},${Math.round(100 * y)},${label}`).join(";");
    }

    set text(value) {
        this.points = value.split(";").map(point => point.split(",").map(Number))
            .filter(point => point.length === 3 && point.every(Number.isFinite) && Math.abs(point[0]) <= 100 && Math.abs(point[1]) <= 100 && (point[2] === 0 || point[2] === 1))
            .slice(0, most)
            .map(([x, y, label]) => [x / 100, y / 100, label]);
    }

    #press(event) {
        if (this.#on) {
            const box = this.#canvas.getBoundingClientRect();
            this.#toggle(toPlane(event.clientX - box.left, event.clientY - box.top, box.width));
        }
    }

    #type(event) {
        const moves = { ArrowLeft: [-stride, 0], ArrowRight: [stride, 0], ArrowUp: [0, stride], ArrowDown: [0, -stride] };
        if (!this.#on) {
            return;
        }

        if (event.key in moves) {
            this.#cursor = this.#cursor.map((value, i) => Math.max(-1, Math.min(1, value + moves[event.key][i])));
            this.#showCursor(this.#cursor);
        } else if (event.key === "Enter" || event.key === " ") {
            this.#add(this.#cursor);
        } else if (event.key === "Backspace" || event.key === "Delete") {
            this.#remove(this.#cursor);
        } else {
            return;
        }

        event.preventDefault();
    }

    #showCursor(place) {
        this.#map.setCursor(place);
        this.#changed(true);
    }

    // On a point removes it, elsewhere sets one.
    #toggle(place) {
        if (!this.#remove(place)) {
            this.#add(place);
        }
    }

    #add([x, y]) {
        if (this.points.length < most) {
            this.points.push([x, y, this.#class]);
            this.#changed();
        }
    }

    #remove([x, y]) {
        const index = this.points.findIndex(point => Math.hypot(point[0] - x, point[1] - y) < reach);
        if (index >= 0) {
            this.points.splice(index, 1);
            this.#changed();
        }

        return index >= 0;
    }
}
