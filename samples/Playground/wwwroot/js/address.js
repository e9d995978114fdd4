// The part of the page and its settings, in the address: #boundaries?net=2-3-1&rate=0.1

/** @returns {{ part: string, settings: Record<string, string> | null }} */
export function readAddress() {
    const [part, query] = location.hash.slice(1).split("?");
    return { part: part || "boundaries", settings: query === undefined ? null : Object.fromEntries(new URLSearchParams(query)) };
}

/** Says the settings in the address, without a new entry in the history. Those that are as ever are left out. */
export function writeAddress(part, settings, usual) {
    const query = new URLSearchParams(Object.entries(settings).filter(([name, value]) => value !== usual[name]));
    const text = query.size > 0 ? `#${part}?${query}` : `#${part}`;
    if (location.hash !== text) {
        history.replaceState(null, "", text);
    }
}
