// Canvases with as many pixels as the screen has for them.

/** The context of a canvas, scaled so that one unit is a pixel of CSS, and cleared. */
export function prepare(canvas) {
    const scale = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
    }

    const context = canvas.getContext("2d");
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    return { context, width, height };
}

/** A small square picture of bytes, to be drawn at any size. */
export class FieldImage {
    #canvas = document.createElement("canvas");
    #context = this.#canvas.getContext("2d");
    #image;
    #pixels;

    constructor(side) {
        this.#canvas.width = this.#canvas.height = side;
        this.#image = this.#context.createImageData(side, side);
        this.#pixels = new Uint32Array(this.#image.data.buffer);
    }

    /** @param colours a pixel for each byte */
    paint(bytes, colours) {
        for (let i = 0; i < bytes.length; i++) {
            this.#pixels[i] = colours[bytes[i]];
        }

        this.#context.putImageData(this.#image, 0, 0);
    }

    draw(context, x, y, size, isSmooth = true) {
        context.imageSmoothingEnabled = isSmooth;
        context.imageSmoothingQuality = "high";
        context.drawImage(this.#canvas, x, y, size, size);
    }
}
