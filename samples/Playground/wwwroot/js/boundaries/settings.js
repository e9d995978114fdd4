// The settings of an experiment: what the forms say, and the address.

/** What is in force where the address says nothing. */
export const usual = {
    data: "xor", noise: "0.05", seed: "1", net: "2-4-1", hidden: "Tanh", loss: "BinaryCrossEntropy", optimizer: "adam", rate: "0.03", batch: "20",
    penalty: "none", strength: "0.1", speed: "5", points: "",
};

/** What learns each pattern well, and what to say about it. */
export const hints = {
    xor: { says: "Two units draw one line each; a few more make it easy.", settings: { net: "2-4-1" } },
    circles: { says: "Three lines can shut something in.", settings: { net: "2-3-1" } },
    moons: { says: "A bent boundary: some units in one layer.", settings: { net: "2-8-1" } },
    spirals: { says: "Hard for one layer. Two bend what was bent.", settings: { net: "2-16-16-1", rate: "0.01", speed: "0" } },
    gaussians: { says: "A line will do: no hidden unit is needed.", settings: { net: "2-1" } },
};

/** The network has to be made anew when one of these changes; the others take effect in the middle of a training. */
export const ofTheNetwork = ["data", "noise", "seed", "net", "hidden", "loss", "points"];

export class Settings {
    #forms;
    values = { ...usual };

    constructor(forms) {
        this.#forms = forms;
    }

    /** Takes what the address says, as far as there is such a choice. */
    set(values) {
        this.values = { ...usual };
        for (const [name, value] of Object.entries(values)) {
            if (name === "points" || (name in usual && this.#accepts(name, value))) {
                this.values[name] = value;
            }
        }

        this.#show();
    }

    /** Takes what a field says now. @returns {boolean} whether that is another value. */
    take(field) {
        const value = field.type === "number" ? String(Math.min(Number(field.max), Math.max(Number(field.min), Math.round(Number(field.value) || 0)))) : field.value;
        const changed = this.values[field.name] !== value;
        this.values[field.name] = value;
        return changed;
    }

    get layers() {
        return this.values.net.split("-").map(Number);
    }

    get tuning() {
        const { optimizer, rate, batch, penalty, strength } = this.values;
        return [optimizer, Number(rate), Number(batch), penalty, Number(strength)];
    }

    #accepts(name, value) {
        const field = this.#field(name);
        if (field instanceof RadioNodeList) {
            return [...field].some(radio => radio.value === value);
        }

        return field.tagName === "SELECT"
            ? [...field.options].some(option => option.value === value)
            : value !== "" && Number(value) >= Number(field.min) && Number(value) <= Number(field.max);
    }

    #show() {
        for (const [name, value] of Object.entries(this.values)) {
            const field = this.#field(name);
            if (field) {
                field.value = value;
            }
        }

        this.showWhatMatters();
    }

    /** What has no effect now cannot be chosen. */
    showWhatMatters() {
        this.#field("hidden").disabled = this.values.net === "2-1";
        this.#field("strength").disabled = this.values.penalty === "none";
        this.#field("noise").disabled = this.values.data === "own";
    }

    #field(name) {
        return this.#forms.map(form => form.elements[name]).find(field => field);
    }
}
