// The first part: a network learns to tell points apart.
import { writeAddress } from "../address.js";
import { LossChart } from "./chart.js";
import { Diagram } from "./diagram.js";
import { readFrame } from "./frame.js";
import { FrameRate } from "./frameRate.js";
import { Guide } from "./guide.js";
import { OutputMap } from "./map.js";
import { OwnPoints } from "./ownPoints.js";
import { hints, ofTheNetwork, Settings, usual } from "./settings.js";

const element = id => document.getElementById(id);
const percent = value => `${(100 * value).toFixed(value === 1 ? 0 : 1)} %`;

export class Boundaries {
    #engine;
    #settings = new Settings([element("data-form"), element("settings-form")]);
    #map = new OutputMap(element("map"));
    #diagram = new Diagram(element("diagram"));
    #chart = new LossChart(element("chart"));
    #rate = new FrameRate();
    #own;
    #guide;
    #frame = null;
    #buffer = null;
    #isPlaying = false;
    #isDrawing = false;

    constructor(engine) {
        this.#engine = engine;
        this.#own = new OwnPoints(
            element("map"),
            this.#map,
            { round: element("set-round"), square: element("set-square"), clear: element("clear-points"), tools: element("own-tools") },
            onlyTheCursor => onlyTheCursor ? this.redraw() : this.#begin({ points: this.#own.text }));
        this.#guide = new Guide(element("guide-text"), element("guide-start"), {
            begin: settings => this.#begin({ ...usual, ...settings }),
            play: () => this.#play(),
            pause: () => this.#pause(),
            get accuracy() {
                return element("result-line").dataset.accuracy;
            },
            untilAllRight: patience => this.#untilAllRight(patience),
        });
        engine.addEventListener("frame", ({ detail }) => this.#receive(detail.buffer));
        engine.addEventListener("points", ({ detail }) => this.#map.setPoints(
            pointsOf(detail.trainingInputs, detail.trainingTargets), this.#settings.values.data === "own" ? [] : pointsOf(detail.testInputs, detail.testTargets)));
        element("play").addEventListener("click", () => this.#byHand(() => this.#isPlaying ? this.#pause() : this.#play()));
        element("step").addEventListener("click", () => this.#byHand(() => this.#step()));
        element("reset").addEventListener("click", () => this.#byHand(() => this.#begin({})));
        element("hint-use").addEventListener("click", () => this.#byHand(() => this.#begin(hints[this.#settings.values.data].settings)));
        for (const form of [element("data-form"), element("settings-form")]) {
            form.addEventListener("submit", event => event.preventDefault());
            form.addEventListener("change", ({ target }) => this.#byHand(() => this.#change(target)));
        }
    }

    /** Shows what the address says; where that is nothing, what was there before. */
    async start(values) {
        if (values === null && this.#frame !== null) {
            writeAddress("boundaries", this.#settings.values, usual);
            this.redraw();
            return;
        }

        await this.#begin({ ...usual, ...values });
        element("reset").disabled = element("guide-start").disabled = false;
    }

    /** The network that is shown. */
    get network() {
        const { net, hidden, loss } = this.#settings.values;
        return { net, hidden, loss };
    }

    leave() {
        this.#guide.stop();
        this.#pause();
    }

    redraw() {
        this.#ask();
    }

    #byHand(action) {
        this.#guide.stop();
        action();
    }

    async #begin(changes) {
        this.#pause();
        this.#settings.set({ ...this.#settings.values, ...changes });
        const { values, layers } = this.#settings;
        this.#own.on = values.data === "own";
        this.#own.text = values.points;
        values.points = this.#own.text;
        writeAddress("boundaries", values, usual);
        this.#showHint(hints[values.data]);
        this.#diagram.setLayers(layers);
        this.#chart.clear();
        const points = this.#own.points;
        element("play").disabled = element("step").disabled = true;
        if (values.data === "own") {
            // Without a point there is nothing to learn, but a network to look at.
            await this.#engine.call("BoundariesPart", "UsePoints", points.length > 0 ? points.flat() : [2, 2, 0]);
        } else {
            await this.#engine.call("BoundariesPart", "UsePattern", values.data, Number(values.noise), Number(values.seed));
        }

        await this.#engine.begin(
            "BoundariesPart", "Create", values.net, values.hidden, values.loss, Number(values.seed), ...this.#settings.tuning);
        element("network-name").textContent = values.net;
        element("play").disabled = element("step").disabled = values.data === "own" && points.length === 0;
    }

    #showHint(hint) {
        element("hint").hidden = !hint;
        if (hint) {
            element("hint-text").textContent = hint.says;
            element("hint-use").textContent = `Use ${hint.settings.net}`;
        }
    }

    #change(field) {
        if (!this.#settings.take(field)) {
            return;
        }

        if (ofTheNetwork.includes(field.name)) {
            this.#begin({});
        } else {
            this.#settings.showWhatMatters();
            writeAddress("boundaries", this.#settings.values, usual);
            this.#engine.call("BoundariesPart", "Tune", ...this.#settings.tuning);
            if (this.#isPlaying) {
                this.#play();
            }
        }
    }

    #play() {
        this.#isPlaying = true;
        element("play").textContent = "Pause";
        this.#rate.begin();
        this.#engine.play(Number(this.#settings.values.speed));
    }

    #pause() {
        if (this.#isPlaying) {
            this.#isPlaying = false;
            element("play").textContent = "Play";
            this.#engine.pause();
            this.#engine.call("BoundariesPart", "Draw");
        }
    }

    async #untilAllRight(patience) {
        const end = performance.now() + patience;
        while (this.#frame.trainingAccuracy < 1 && performance.now() < end) {
            await new Promise(resolve => setTimeout(resolve, 50));
        }
    }

    #step() {
        this.#pause();
        this.#engine.call("BoundariesPart", "Step");
    }

    #receive(buffer) {
        if (this.#buffer) {
            this.#engine.giveBack(this.#buffer);
        }

        this.#buffer = buffer;
        this.#frame = readFrame(buffer);
        this.#chart.add(this.#frame);
        this.#ask();
    }

    #ask() {
        if (!this.#isDrawing) {
            this.#isDrawing = true;
            requestAnimationFrame(() => this.#draw());
        }
    }

    #draw() {
        this.#isDrawing = false;
        if (this.#frame === null || element("boundaries").hidden) {
            return;
        }

        this.#map.draw(this.#frame);
        element("placeholder").toggleAttribute("hidden", true);
        this.#diagram.draw(this.#frame);
        this.#chart.draw();
        this.#showFigures(this.#frame);
        if (this.#isPlaying) {
            this.#rate.count(rate => element("frame-rate").textContent = rate);
        }
    }

    #showFigures(frame) {
        element("steps-done").textContent = frame.steps.toLocaleString("en");
        element("epochs-done").textContent = frame.epochs.toFixed(frame.epochs < 100 ? 1 : 0);
        element("training-loss").textContent = frame.trainingLoss.toFixed(4);
        element("test-loss").textContent = frame.testLoss.toFixed(4);
        if (frame.hasDiverged) {
            this.#pause();
        }

        // Read out when there is time to listen.
        const line = element("result-line");
        line.dataset.accuracy = percent(frame.trainingAccuracy);
        line.ariaLive = this.#isPlaying ? "off" : "polite";
        line.textContent = this.#settings.values.data === "own" && this.#own.points.length === 0
            ? "There are no points yet: set some in the map."
            : frame.hasDiverged
            ? "The numbers grew beyond all bounds: the learning rate is too high. Choose a lower one and reset."
            : `${percent(frame.trainingAccuracy)} of the training points are on the right side, ${percent(frame.testAccuracy)} of the test points.`;
        if (!this.#isPlaying) {
            element("diagram").setAttribute("aria-label", `The network ${this.#settings.values.net} after ${frame.steps} steps.`);
            element("chart").setAttribute("aria-label", `Losses after ${frame.steps} steps: training ${frame.trainingLoss.toFixed(4)}, test ${frame.testLoss.toFixed(4)}.`);
        }
    }
}

function pointsOf(inputs, targets) {
    const [xy, classes] = [new Float32Array(inputs), new Float32Array(targets)];
    return Array.from(classes, (label, i) => [xy[2 * i], xy[2 * i + 1], label]);
}
