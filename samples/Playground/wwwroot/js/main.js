// Puts the page together: the parts, the runtime in its worker, theme and address.
import { readAddress } from "./address.js";
import { Boundaries } from "./boundaries/part.js";
import { Code } from "./code/part.js";
import { Digits } from "./digits/part.js";
import { forgetColours } from "./drawing/colours.js";
import { Engine } from "./engine.js";
import { say } from "./notice.js";
import { Steps } from "./steps/part.js";
import { storage, whatFailed, whatIsMissing } from "./support.js";
import { startTheme } from "./theme.js";

const loading = document.getElementById("loading");
storage.refused = say;

function start() {
    // The code is text, and can be read where no network runs.
    const parts = { code: new Code(() => parts.boundaries?.network ?? {}) };
    let current = null;
    const show = () => {
        const { part, settings } = readAddress();
        const name = document.querySelector(`main > section#${CSS.escape(part)}`) ? part : "boundaries";
        for (const section of document.querySelectorAll("main > section")) {
            section.hidden = section.id !== name;
        }

        for (const link of document.querySelectorAll("header nav a")) {
            link.hash === `#${name}` ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
        }

        if (current !== parts[name]) {
            current?.leave?.();
        }

        current = parts[name];
        current?.start(settings);
    };
    startTheme(document.getElementById("theme"), () => {
        forgetColours();
        current?.redraw?.();
    });
    addEventListener("hashchange", show);
    addEventListener("resize", () => current?.redraw?.());
    show();
    const missing = whatIsMissing();
    if (missing) {
        say(missing);
        loading.hidden = true;
    } else {
        run(parts, show);
    }
}

function run(parts, show) {
    const engine = new Engine();
    engine.addEventListener("progress", ({ detail }) => {
        loading.querySelector("progress").value = detail.loaded / detail.total;
    });
    engine.addEventListener("failure", ({ detail }) => {
        say(detail.atStart ? whatFailed(detail.message) : detail.message);
        loading.hidden = true;
    });
    engine.addEventListener("ready", () => {
        loading.hidden = true;
        Object.assign(parts, { boundaries: new Boundaries(engine), digits: new Digits(engine), steps: new Steps(engine) });
        document.documentElement.dataset.ready = "";
        show();
    });
}

start();
