// How many pictures a second the page draws.

export class FrameRate {
    #started = 0;
    #frames = 0;

    begin() {
        this.#started = performance.now();
        this.#frames = 0;
    }

    /** @param show called with the rate, about once a second */
    count(show) {
        this.#frames++;
        const seconds = (performance.now() - this.#started) / 1000;
        if (seconds >= 1) {
            show(Math.round(this.#frames / seconds));
            this.begin();
        }
    }
}
