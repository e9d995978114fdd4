// What was taught, kept in this browser as the weights file that one can also take away.
import { storage } from "../support.js";

const key = "digits.safetensors";

/** The kept file, or null. What is no file at all comes out as bytes that the network refuses. */
export function keptFile() {
    const text = storage.get(key);
    if (text === null) {
        return null;
    }

    try {
        return Uint8Array.from(atob(text), character => character.charCodeAt(0));
    } catch {
        return new Uint8Array();
    }
}

export function keep(bytes) {
    let text = "";
    for (const byte of bytes) {
        text += String.fromCharCode(byte);
    }

    storage.set(key, btoa(text));
}

export function forget() {
    storage.remove(key);
}

/** Gives a file to the person. */
export function download(bytes) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    link.download = key;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
