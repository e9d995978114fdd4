// C# in colours.

const token = /(?<comment>\/\/.*)|(?<text>"(?:[^"\\]|\\.)*")|(?<keyword>\b(?:abstract|bool|byte|class|const|else|false|float|for|global|if|in|int|internal|namespace|new|null|nint|out|override|partial|private|public|readonly|ref|return|sealed|static|struct|this|true|typeof|using|void|where|while)\b)|(?<number>\b\d[\d_.]*f?\b)|(?<type>\b[A-Z]\w*)/g;

/** A line of C# as nodes. */
export function highlight(line) {
    const nodes = [];
    let place = 0;
    for (const match of line.matchAll(token)) {
        nodes.push(line.slice(place, match.index));
        const span = document.createElement("span");
        span.className = Object.entries(match.groups).find(([, value]) => value !== undefined)[0];
        span.textContent = match[0];
        nodes.push(span);
        place = match.index + match[0].length;
    }

    return [...nodes, line.slice(place)];
}

/** Lines of C#, each an element. */
export function codeLines(lines) {
    return lines.map(line => {
        const element = document.createElement("span");
        element.className = "line";
        element.append(...highlight(line));
        return element;
    });
}
