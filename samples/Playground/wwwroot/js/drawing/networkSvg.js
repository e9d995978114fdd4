// A network as elements that can be pointed at and written on.
import { placeUnits } from "./layout.js";

const space = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) {
        element.setAttribute(key, value);
    }

    element.append(...children);
    return element;
}

/**
 * @returns an element; units[layer][unit] and edges[layer][unit][input], layers counted from the inputs, which have no edges; and where
 * the units stand
 */
export function networkSvg(layers, width, height, radius, margin = radius + 4) {
    const places = placeUnits(layers, width, height, margin);
    const root = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "network-svg" });
    const edges = layers.map((size, layer) => Array.from({ length: layer === 0 ? 0 : size }, (_, unit) =>
        places[layer - 1].map(from => {
            const to = places[layer][unit];
            const line = svg("line", { class: "edge", x1: from.x, y1: from.y, x2: to.x, y2: to.y });
            root.append(line);
            return line;
        })));
    const units = places.map((layer, index) => layer.map(({ x, y }) => {
        const group = svg("g", { class: "unit" }, svg("circle", { cx: x, cy: y, r: radius }));
        group.dataset.layer = index;
        root.append(group);
        return group;
    }));
    return { root, units, edges, places };
}
