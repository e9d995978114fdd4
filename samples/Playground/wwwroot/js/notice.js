// Sentences above the page, each said once.

const place = document.getElementById("notice");
const said = new Set();

export function say(sentence) {
    if (!said.has(sentence)) {
        said.add(sentence);
        const paragraph = document.createElement("p");
        paragraph.textContent = sentence;
        place.append(paragraph);
    }
}
