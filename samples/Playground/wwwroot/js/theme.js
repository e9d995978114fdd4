// Light or dark: as the system has it, until one chooses.
import { storage } from "./support.js";

const dark = matchMedia("(prefers-color-scheme: dark)");

export function startTheme(button, changed) {
    const root = document.documentElement;
    const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
    const show = () => {
        button.textContent = isDark() ? "Light" : "Dark";
        button.setAttribute("aria-label", `Switch to the ${isDark() ? "light" : "dark"} theme`);
        changed();
    };
    const kept = storage.get("theme");
    if (kept === "light" || kept === "dark") {
        root.dataset.theme = kept;
    }

    button.addEventListener("click", () => {
        root.dataset.theme = isDark() ? "light" : "dark";
        storage.set("theme", root.dataset.theme);
        show();
    });
    dark.addEventListener("change", show);
    show();
}
