// The colours of the theme that is on, as numbers.

let palette = null;

/** Forgets the colours: the theme has changed. */
export function forgetColours() {
    palette = null;
}

/** The colours by name, as CSS writes them, and by byte, as pixels: `field` for maps and `ink` for drawings. */
export function colours() {
    if (palette === null) {
        const style = getComputedStyle(document.documentElement);
        const named = Object.fromEntries(["first", "second", "first-field", "second-field", "between", "text", "quiet", "line", "card", "accent"]
            .map(name => [name, style.getPropertyValue(`--${name}`).trim()]));
        palette = {
            ...named,
            field: ramp([named["first-field"], named.between, named["second-field"]]),
            ink: ramp([named.between, named.text]),
        };
    }

    return palette;
}

// A pixel for each byte, through the colours from 0 to 255.
function ramp(stops) {
    const points = stops.map(numbers);
    return Uint32Array.from({ length: 256 }, (_, value) => {
        const place = value / 255 * (points.length - 1);
        const before = Math.min(Math.floor(place), points.length - 2);
        const [red, green, blue] = points[before].map((start, i) => Math.round(start + (points[before + 1][i] - start) * (place - before)));
        // As ImageData has it in memory: red first.
        return 0xff000000 | (blue << 16) | (green << 8) | red;
    });
}

function numbers(colour) {
    if (colour.startsWith("#")) {
        const digits = colour.length === 4 ? [...colour.slice(1)].map(digit => digit + digit).join("") : colour.slice(1, 7);
        return [0, 2, 4].map(start => parseInt(digits.slice(start, start + 2), 16));
    }

    return colour.match(/[\d.]+/g).slice(0, 3).map(Number);
}
